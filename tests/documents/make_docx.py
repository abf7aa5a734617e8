"""Write the .docx documents of the test set beside this file, byte for byte the same each time.

Run it after a change of the content below: python3 tests/documents/make_docx.py
"""

import pathlib
import zipfile
from xml.sax.saxutils import escape, quoteattr

HERE = pathlib.Path(__file__).parent
NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
CONTENT_TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/word/document.xml" \
ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>\
<Override PartName="/word/styles.xml" \
ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>\
<Override PartName="/word/numbering.xml" \
ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>\
<Override PartName="/word/footer1.xml" \
ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>\
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>\
</Types>"""
ROOT_RELATIONS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
<Relationship Id="rId1" \
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>\
<Relationship Id="rId2" \
Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" \
Target="docProps/core.xml"/></Relationships>"""
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles {NAMESPACES}>\
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>\
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>\
<w:style w:type="paragraph" w:styleId="Otsikko1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/></w:style>\
<w:style w:type="paragraph" w:styleId="Otsikko2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/></w:style>\
<w:style w:type="paragraph" w:styleId="ListParagraph"><w:name w:val="List Paragraph"/></w:style>\
</w:styles>"""
NUMBERING = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/>\
<w:lvlText w:val="•"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""

STYLE_IDS = {"title": "Title", "h1": "Otsikko1", "h2": "Otsikko2", "li": "ListParagraph"}


class Part:
    """The body of a document, and the targets of its links."""

    def __init__(self):
        self.links = []

    def run(self, text, properties=""):
        """One run; a line feed in it is a line break, a tab a tab."""
        pieces = []
        for line_number, line in enumerate(text.split("\n")):
            pieces.append("<w:br/>" if line_number else "")
            for cell_number, cell in enumerate(line.split("\t")):
                pieces.append("<w:tab/>" if cell_number else "")
                pieces.append(f'<w:t xml:space="preserve">{escape(cell)}</w:t>' if cell else "")
        return f"<w:r>{properties}{''.join(pieces)}</w:r>"

    def runs(self, pieces):
        """A text, or a list of texts, ("link", text, target), ("deleted", text) and ("bold", text)."""
        out = []
        for piece in [pieces] if isinstance(pieces, str) else pieces:
            if isinstance(piece, str):
                out.append(self.run(piece))
            elif piece[0] == "link":
                self.links.append(piece[2])
                out.append(f'<w:hyperlink r:id="rId{100 + len(self.links)}">{self.run(piece[1])}</w:hyperlink>')
            elif piece[0] == "bold":
                out.append(self.run(piece[1], "<w:rPr><w:b/></w:rPr>"))
            elif piece[0] == "deleted":
                text = escape(piece[1])
                deleted = f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'
                out.append(f'<w:del w:id="1" w:author="A" w:date="2023-01-01T00:00:00Z">{deleted}</w:del>')
        return "".join(out)

    def block(self, kind, content):
        if kind == "table":
            rows = "".join(
                "<w:tr>" + "".join(f"<w:tc><w:tcPr/><w:p>{self.runs(cell)}</w:p></w:tc>" for cell in row) + "</w:tr>"
                for row in content
            )
            return f"<w:tbl><w:tblPr/>{rows}</w:tbl>"
        style = f'<w:pStyle w:val="{STYLE_IDS[kind]}"/>' if kind in STYLE_IDS else ""
        number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if kind == "li" else ""
        properties = f"<w:pPr>{style}{number}</w:pPr>" if style or number else ""
        return f"<w:p>{properties}{self.runs(content)}</w:p>"


def write(name, title, blocks, footer):
    part = Part()
    body = "".join(part.block(kind, content) for kind, content in blocks)
    links = "".join(
        f'<Relationship Id="rId{101 + number}" Type="{RELATION}/hyperlink" Target={quoteattr(target)} '
        'TargetMode="External"/>'
        for number, target in enumerate(part.links)
    )
    relations = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{RELATION}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId2" Type="{RELATION}/numbering" Target="numbering.xml"/>'
        f'<Relationship Id="rId3" Type="{RELATION}/footer" Target="footer1.xml"/>'
        f"{links}</Relationships>"
    )
    declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    section = '<w:sectPr><w:footerReference w:type="default" r:id="rId3"/></w:sectPr>'
    document = f"{declaration}<w:document {NAMESPACES}><w:body>{body}{section}</w:body></w:document>"
    footer_part = f"{declaration}<w:ftr {NAMESPACES}><w:p>{Part().run(footer)}</w:p></w:ftr>"
    core = (
        f"{declaration}<cp:coreProperties "
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title></cp:coreProperties>"
    )
    parts = [
        ("[Content_Types].xml", CONTENT_TYPES),
        ("_rels/.rels", ROOT_RELATIONS),
        ("word/document.xml", document),
        ("word/_rels/document.xml.rels", relations),
        ("word/styles.xml", STYLES),
        ("word/numbering.xml", NUMBERING),
        ("word/footer1.xml", footer_part),
        ("docProps/core.xml", core),
    ]
    with zipfile.ZipFile(HERE / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in parts:
            entry = zipfile.ZipInfo(path, (2020, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text)


write(
    "development/fi_hanke.docx",
    "Mikkelin seudun Kielisilta",
    [
        ("title", "Kielisilta-hanke (2021–2023)"),
        ("p", "Hankesuunnitelman tiivistelmä, versio 14.6.2021"),
        ("h1", "Perustiedot"),
        (
            "table",
            [
                ["Hankkeen nimi", "Kielisilta"],
                ["Toteuttaja", "Saimaan ohjausyhdistys ry"],
                ["Hankeaika", "1.6.2021–31.5.2023"],
                ["Rahoittaja", "Etelä-Savon maakuntaliitto"],
                ["Maakunta", "Etelä-Savo"],
                ["Kokonaiskustannukset", "184 900 €"],
            ],
        ),
        ("h1", "Tausta"),
        (
            "p",
            "Mikkelin seudulla asuu noin 2 900 vieraskielistä. Kielisilta vie kieliharjoittelun työpaikoille, "
            "joissa opastus on tähän asti jäänyt työkavereiden varaan.",
        ),
        ("h1", "Henkilöstö"),
        (
            "table",
            [
                ["Nimi", "Nimike", "Puhelin", "Sähköposti"],
                [
                    "Sinikka Luukkonen",
                    "projektipäällikkö",
                    "044 794 6101",
                    [("link", "sinikka.luukkonen@saiko.example", "mailto:sinikka.luukkonen@saiko.example")],
                ],
                [
                    "Juho-Matti Pöyry",
                    "työvalmentaja",
                    "044 794 6102",
                    [("link", "sähköposti", "mailto:juho-matti.poyry@saiko.example")],
                ],
                [["Leila ", ("deleted", "Vanhanen"), "Uusi-Rauva"], "kielivalmentaja", "044 794\u00a06103", ""],
                ["N.N.", "projektityöntekijä", "", ""],
            ],
        ),
        ("h1", "Ohjausryhmä"),
        ("li", "Harri Sikanen, kehittämispäällikkö, Mikkelin kaupunki"),
        ("li", "Anja-Leena Tarvainen, koulutuspäällikkö, Esedun aikuiskoulutus Oy"),
        ("li", ["Mika Vuori, ", ("bold", "yrittäjä"), ", Pieksämäen Yrittäjät ry"]),
        ("h2", "Tiedottaminen"),
        ("p", "Kysymykset: kielisilta@saiko.example tai hankkeen päivystysnumero 015 794 6100 (ark. 9–11)."),
    ],
    "Saimaan ohjausyhdistys ry · Porrassalmenkatu 1, 50100 Mikkeli · Y-tunnus 1122334-5",
)

write(
    "development/sv_kontakt.docx",
    "Kontaktuppgifter",
    [
        ("h1", "Kontaktuppgifter för projektet Två hem"),
        (
            "p",
            "Två hem stöder inflyttade barnfamiljer i Raseborg, Ingå och Hangö. Projektet finansieras av STEA och ägs "
            "av Västnylands familjecenter rf.",
        ),
        ("h2", "Projektgruppen"),
        ("p", "Projektledare\nChristel Rosenlöf\ntfn 040 633 9101\nchristel.rosenlof(at)familj.example"),
        ("p", "Projektkoordinator (50 %)\nAntti Heinonen\ntfn 040 633 9102"),
        ("p", "Familjehandledare\nRosa Mendes da Silva\nrosa.mendes(at)familj.example"),
        ("h2", "Styrgrupp"),
        ("li", "Bengt-Olof Lindén, bildningsdirektör, Ingå kommun (ordförande)"),
        ("li", "Tuija Mäkelä-Berg, servicechef, Raseborgs stad"),
        ("h2", "Frågor om webbplatsen"),
        ("p", "webb(at)familj.example, tfn 019 633 9100 (växel)"),
        ("p", "Raseborg 3.2.2020"),
    ],
    "Västnylands familjecenter rf, Stationsvägen 5, 10600 Ekenäs",
)

write(
    "held_out/fi_verkosto.docx",
    "Pohjoisen Satakunnan kotoverkosto",
    [
        ("title", "Pohjoisen Satakunnan kotoverkoston jäsenluettelo"),
        ("p", "Kankaanpää, 23. elokuuta 2021"),
        (
            "p",
            "Verkosto kokoontuu joka toinen kuukausi. Kokouskutsut lähettää verkoston sihteeri. "
            "Matkakuluja ei korvata.",
        ),
        ("h1", "Kankaanpää"),
        (
            "table",
            [
                ["Etunimi", "Sukunimi", "Tehtävä", "Yhteystieto"],
                ["Raimo", "Honkajoki", "rehtori", "044 577 2101"],
                ["Sirkka-Liisa", "Perälä", "terveydenhoitaja", "sirkka-liisa.perala@kotokanta.example"],
                ["Bashir", "Al Masri", "omakielinen ohjaaja", "044 577 2103\nbashir.almasri@kotokanta.example"],
            ],
        ),
        ("h1", "Parkano"),
        (
            "table",
            [
                ["Etunimi", "Sukunimi", "Tehtävä", "Yhteystieto"],
                ["Anita", "Lehtimäki", "vapaa-aikasihteeri", "044 577 2111"],
                ["", "", "koulukuraattori (paikka avoinna)", ""],
            ],
        ),
        ("h1", "Järjestöt"),
        ("li", ["Pohjois-Satakunnan Naiset ry: puheenjohtaja ", ("bold", "Sointu Kivimäki"), ", p. 050 577 2121"]),
        ("li", "Pomarkun Nuorisoseura ry: sihteeri Otto-Ville Rajala, p. 050 577 2122"),
        ("h1", "Verkoston koordinointi"),
        (
            "p",
            [
                "Verkostoa koordinoi Lähiapu-hanke, jonka hankekoordinaattori on Mervi Tuominen (",
                ("link", "mervi.tuominen@lahiapu.example", "mailto:mervi.tuominen@lahiapu.example"),
                ", puh. 050\u00a0577\u00a02130). Lähiapu-hanke jatkuu 31.12.2022 saakka.",
            ],
        ),
    ],
    "Luettelo on vain verkoston käyttöön.",
)

write(
    "held_out/en_partners.docx",
    "Partner contact list",
    [
        ("h1", "Partner contact list"),
        ("p", "Second Bridge project, updated 7 May 2023"),
        (
            "p",
            "Second Bridge supports adults who have recently moved to South Ostrobothnia. The project is coordinated by "
            "Seinä Lakeside College and funded by the European Social Fund Plus.",
        ),
        ("h2", "Coordinating partner"),
        ("p", "Seinä Lakeside College"),
        ("p", "Dr. Annukka Luhtala\nProject Director\n+358 40 866 7301\nannukka.luhtala@lakeside.example"),
        ("p", "Kwame Mensah\nLead Trainer\n+358 40 866 7302"),
        ("h2", "Partners"),
        (
            "table",
            [
                ["Organisation", "Contact person", "Title", "Phone"],
                ["City of Kauhajoki", "Leena Yli-Harja", "Integration Planner", "+358 6 866 7311"],
                [
                    "Kurikka Adult Education Centre",
                    ["Paulo ", ("deleted", "Pereira"), "Pereira-Lind"],
                    "Principal",
                    "+358 6 866 7312",
                ],
                ["Plains Workshop Association", "to be confirmed", "", "+358 6 866 7313"],
            ],
        ),
        ("h2", "Meetings"),
        ("li", "Steering group: 24 May 2023 at 10.00, room B212"),
        ("li", "Kick-off of the spring term: 15 January 2024"),
        ("p", "General enquiries: secondbridge@lakeside.example"),
    ],
    "Seinä Lakeside College, Koulukatu 41, 60100 Seinäjoki",
)
