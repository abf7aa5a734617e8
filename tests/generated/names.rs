//! What names are made of: stems and endings, Finnish, Swedish and foreign.

/// The commonest surnames, which the first ranks of the spread take.
pub(super) const COMMON: &str = "Korhonen Virtanen Mäkinen Nieminen Mäkelä Hämäläinen Laine Heikkinen Koskinen Järvinen \
    Lehtonen Lehtinen Saarinen Salminen Heinonen Niemi Heikkilä Salonen Kinnunen Turunen Laitinen Tuominen Salo Rantanen \
    Karjalainen Jokinen Mattila Savolainen Lahtinen Ahonen Johansson Nyman Lindholm Karlsson Lindström Eriksson Nguyen \
    Hassan Mohamed Petrov Ivanova Lahti Laaksonen Leppänen Hiltunen Ojala Åberg Öhman Ström Wikström";

/// Beginnings of Finnish surnames.
pub(super) const FINNISH: &str = "Aalto Ahma Ahti Anni Arho Eero Eskeli Haapa Haka Halla Hanka Harju Hauta Heikki Heinä \
    Hieta Hirvi Honka Huhta Hyppö Ikä Ilma Jaakko Jousi Juho Jylhä Kaikko Kallio Kanto Karhu Kaski Kataja Kauppi Kekä \
    Ketu Kivi Koivu Kontio Koro Kotka Kuiva Kulta Kuusi Kyllö Kärki Laakso Latva Lauri Lehto Leino Lepistö Liima Lohi \
    Louhi Luoto Lähde Malmi Manni Marja Mansikka Metsä Multa Mustan Mylly Mänty Nokka Nurmi Oina Oksa Olli Onni Otso \
    Paavo Pelto Perä Pihla Piippo Poiko Puro Pyrhö Pöntti Raita Rauta Repo Riihi Ruoho Rusko Räty Saukko Savo Seppä \
    Sieri Sirkka Sorvi Suomu Syrjä Särkkä Taimi Takku Tamme Teeri Toivo Tuomi Turku Tynkky Töllö Uusi Vaara Valko Vana \
    Vehviä Vilja Voipio Väänä Ylä Yrttiä Äijä";

/// Ends of Finnish surnames, each with the genitive it takes.
pub(super) const FINNISH_ENDS: &[(&str, &str)] = &[
    ("nen", "sen"),
    ("la", "lan"),
    ("lä", "län"),
    ("mäki", "mäen"),
    ("niemi", "niemen"),
    ("järvi", "järven"),
    ("joki", "joen"),
    ("virta", "virran"),
    ("lahti", "lahden"),
    ("ranta", "rannan"),
    ("koski", "kosken"),
    ("salo", "salon"),
    ("saari", "saaren"),
    ("lampi", "lammen"),
    ("maa", "maan"),
    ("pää", "pään"),
    ("suo", "suon"),
    ("kangas", "kankaan"),
    ("vuori", "vuoren"),
    ("korpi", "korven"),
    ("oja", "ojan"),
    ("aho", "ahon"),
    ("mies", "miehen"),
    ("linna", "linnan"),
    ("kari", "karin"),
    ("pohja", "pohjan"),
    ("honka", "hongan"),
    ("lainen", "laisen"),
    ("nius", "niuksen"),
    ("sto", "ston"),
    ("mo", "mon"),
    ("kka", "kan"),
];

/// Beginnings of Swedish surnames.
pub(super) const SWEDISH: &str = "Al Anders Asp Back Berg Björk Blom Boman Borg Brand Bred Brun Dahl Ek Eng Fager Falk Fors \
    Fri Frost Glad Grann Gran Grön Gustaf Gyllen Hag Hall Hammar Hassel Hed Hell Hjelm Holm Häger Hög Jern Kron Kull Källd \
    Lager Lilje Lind Ljung Lund Löf Mal Mel Mört Norr Ny Näs Ode Palm Ros Rund Ryd Röd Sand Segel Sjö Skog Små Stål Sten \
    Stjern Strand Sund Svan Säll Sör Tall Thor Torn Ud Wahl Wall Wester Wid Ål Åker Ång Äng Ör Öst";

/// Ends of Swedish surnames.
pub(super) const SWEDISH_ENDS: &str = "berg ström lund qvist man fors stedt dahl gren holm blad sson lin vall mark back hed \
    näs strand ås bom feldt löf sten borg by ros skog sjö hielm";

/// Beginnings of surnames from elsewhere.
pub(super) const FOREIGN: &str = "Abdul Ahme Akh Ali Ant Baka Bal Beq Ber Bo Bui Cha Ciu Da Dema Dimi Dra Esma Fara Fer Fi \
    Gar Gash Gon Gra Hadi Hai Hos Hus Ibra Ili Ism Ja Kara Kas Khali Kha Kola Kowa Kra Kuz Le Lu Mah Mar Mende Moro Mus \
    Naza Nowa Ng Oku Omar Oro Pere Pha Po Qa Rah Ram Rama Ros Sado Sali San Sha Sid Smir Sul Szy Tana Tra Uma Vas Vla Wój Xha \
    Yil Yus Zha Zie Xi Zu Kne Grü Bre Tho Pav Dob Ster Wei";

/// Middles of surnames from elsewhere.
pub(super) const FOREIGN_MIDDLES: &str = "ka ri du lo mi ne sa ti bo ja wi ze";

/// Ends of surnames from elsewhere.
pub(super) const FOREIGN_ENDS: &str =
    "ri qaj nov nova ski cz dez ev eva ko enko mov rah di ni an yan za wala oğlu vić ić";

/// Given names, the commonest first.
pub(super) const GIVEN: &str = "Anne Juha Maria Mika Hanna Timo Sanna Kari Päivi Jari Tanja Antti Laura Matti Minna Petri \
    Johanna Marko Kirsi Jukka Heidi Sami Leena Janne Eija Pekka Riikka Ville Satu Mikko Katja Heikki Tiina Hannu Ulla \
    Tuomas Outi Lauri Pirjo Markku Elina Teemu Emine Nexhat Ilona Seppo Marja Aki Saara Ahmed Fatima Olga Svetlana Ali \
    Zahra Anders Åsa Björn Märta Göran Ulrika Kristian Emil Frida Thi Dmitri Natalia Amina Yusuf Leyla Łukasz Agnieszka \
    José Chloé Sören Äinö Rauha Onni Eevi Aino Veikko Tapio Oili Iiro Jasmiina Kerttu Vappu Ilkka Risto Arja Sirpa Tarja";
