//! The parts of names: stems and endings, Finnish, Swedish and foreign.

/// The most common surnames, which have the first ranks.
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

/// Endings of Finnish surnames, each with its genitive.
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

/// The most common given names, which have the first ranks.
pub(super) const COMMON_GIVEN: &str = "Anne Juha Maria Mika Hanna Timo Sanna Kari Päivi Jari Tanja Antti Laura Matti Minna Petri \
    Johanna Marko Kirsi Jukka Heidi Sami Leena Janne Eija Pekka Riikka Ville Satu Mikko Katja Heikki Tiina Hannu Ulla \
    Tuomas Outi Lauri Pirjo Markku Elina Teemu Emine Nexhat Ilona Seppo Marja Aki Saara Ahmed Fatima Olga Svetlana Ali \
    Zahra Anders Åsa Björn Märta Göran Ulrika Kristian Emil Frida Thi Dmitri Natalia Amina Yusuf Leyla Łukasz Agnieszka \
    José Chloé Sören Äinö Rauha Onni Eevi Aino Veikko Tapio Oili Iiro Jasmiina Kerttu Vappu Ilkka Risto Arja Sirpa Tarja";

/// Other Finnish given names.
pub(super) const FINNISH_GIVEN: &str = "Anna Helena Johannes Olavi Antero Tapani Kalevi Anneli Annika Inkeri Juhani Kaarina Liisa Marjatta Mikael Aaro \
    Aarne Aarno Aaron Aatos Aatu Ahti Aila Aili Aimo Aina Aini Aira Airi Aleksi Aleksanteri Alma Alpo Altti Amanda \
    Anita Anja Anni Anniina Annikki Annukka Ansa Anssi Anselmi Anton Antton Anu Ari Armas Arho Arno Arto Arttu \
    Arttur Arvi Arvo Asko Asta Atro Atte Auli Aulikki Aulis Aune Aura Auvo Bertta Eeli Eelis Eemeli Eemil Eero Eerik \
    Eerika Eerikki Eetu Eeva Eevert Eila Eine Einari Eino Eira Eliisa Elisa Elli Elias Ella Elma Elmeri Elmo Elsa \
    Elsi Elvi Emilia Emma Emmi Enni Ensio Eppu Erja Erkka Erkki Erno Essi Esa Eskil Esko Esteri Eveliina Fanni \
    Hannele Hannes Harri Heimo Heini Heino Heli Helga Helka Helle Hellevi Helmi Helvi Hemmo Henna Hermanni Herkko \
    Hertta Hilda Hilja Hilkka Hilla Hillevi Hilma Hilppa Iida Iikka Iina Iines Iivari Iivo Ilari Ilja Ilma Ilmari \
    Ilmi Ilmo Ilpo Ilta Immo Impi Inari Inka Inna Irene Irina Iris Irja Irma Irmeli Isla Ismo Isko Ivar Jaakko Jaana \
    Jaakkima Jalmari Jalo Janita Janika Janina Jani Janna Janni Jarkko Jarmo Jarno Jasper Jenna Jenni Jere Jeremias \
    Jesse Jimi Joel Joni Jonna Joona Joonas Joonatan Jorma Jouko Jouni Joosua Juhana Juho Julia Juliaana Juska \
    Jussi Justiina Justus Juuli Juulia Juuso Jyri Jyrki Kaapo Kaapro Kaari Kaarle Kaarlo Kai Kaija Kaino Kaisa Kaisu \
    Kalervo Kalle Kanerva Karoliina Kaste Kasperi Katariina Kati Katri Katriina Kauko Kauno Keijo Keimo Kerkko \
    Kerttuli Kielo Kiia Kiira Kimi Kimmo Kirsikka Kirsti Klaara Klaus Konsta Kosti Krista Kristiina Kukka Kullervo \
    Kustaa Kyllikki Kyösti Laila Laina Lari Lasse Lassi Lauha Leea Leeni Leevi Leila Leino Lemmikki Lempi Lenni Leo \
    Lilja Lilli Linda Linnea Lotta Loviisa Luka Lumi Lukas Lyydia Lyyli Maaria Maarit Maija Maiju Maila Maini Maisa \
    Maire Manu Marianne Margit Mari Marika Marita Marjaana Marjo Marjukka Marjut Markus Martta Martti Mauno Mauri \
    Meeri Meri Merja Mervi Miia Miika Miina Miisa Miko Milja Milka Milla Mimmi Mira Mirja Mirjami Mirka Mirva Mona \
    Niila Niilo Niina Nikita Niko Niklas Noora Nuutti Nella Netta Oiva Okko Olli Onerva Orvokki Oskari Osmo Ossi \
    Otso Otto Paavali Paavo Paju Pasi Pauli Pauliina Paula Peetu Peppi Perttu Pertti Petra Petteri Pia Pihla Piia \
    Pilvi Pinja Pirita Pirkko Pyry Päiviö Raakel Rafael Raija Raili Raimo Raine Raisa Raita Ralf Rami Rasmus Rauni \
    Rauno Rebekka Reeta Regina Reijo Reima Reino Ria Riitta Riina Rita Roni Ronja Roope Roosa Ruut Saija Saila Saima \
    Saimi Saini Sakari Saku Salla Salli Salme Salomo Sampo Sampsa Samu Samuel Samuli Santeri Santtu Sanni Sanelma \
    Sara Sarita Sari Sauli Seija Selja Selma Senja Severi Sini Sinikka Siina Siiri Simo Sisko Silja Silla Silva \
    Silvo Sofia Soile Soili Sointu Sohvi Sonja Suoma Susanna Suvi Sulevi Sulo Säde Sylvi Taavetti Taavi Taija Taika \
    Taina Taisto Taito Tatu Teija Tellervo Tero Tenho Terho Terhi Terttu Tiia Tilda Timi Titta Toini Toivo \
    Tommi Toni Topi Topias Torsti Tuija Tuire Tuomo Tuula Tuuli Tuulia Tuulikki Tuure Tytti Tyyne Tyko Ukko Ulpu \
    Unelma Unna Unto Uolevi Uljas Urho Urpo Urmas Uuno Väinö Valio Valma Valto Valtteri Vanamo Varpu Varma Veera \
    Veeti Veijo Veini Veli Venla Verna Verneri Vesa Vieno Viivi Viljami Viljo Vilho Vilja Vilma Viola Virpi Virva \
    Visa Voitto Vuokko Vuokka Yrjö Yrjänä Äijö";

/// Other Swedish given names.
pub(super) const SWEDISH_GIVEN: &str = "Adam Agneta Albin Alf Alfred Alice Alva Amelie Andreas Annette Arne Arvid Astrid August Axel Barbro Bengt Benita \
    Benjamin Berit Bernt Birgit Birgitta Bo Bodil Bror Britta Camilla Carina Carl Carola Caroline Cecilia Charlotta \
    Christer Christian Christina Christoffer Clas Dag Dan Daniel David Disa Ebba Edit Edvard Edvin Einar Elin Elis \
    Elisabet Ellen Elof Elvira Emelie Erik Erika Ernst Ester Eva Evert Felix Filip Folke Fredrik Gabriella Gerd \
    Greta Gretel Gun Gunborg Gunhild Gunilla Gunnar Gunnel Gustav Göta Göte Hampus Hans Harald Harriet Hedda Hedvig \
    Helge Henrik Henrika Herbert Hilding Hjalmar Holger Hugo Håkan Ida Inga Inger Inge Ingemar Ingmar Ingrid Ingvar \
    Isak Jakob Jan Jannika Jens Jessica Joakim Johan Johnny Jonas Josefin Julius Jörgen Karin Karl Karolina Kaj \
    Kerstin Kim Kjell Klas Knut Kristin Kristina Kurt Lars Leif Lena Lennart Linus Lisbeth Liv Lovisa Ludvig Magnus \
    Maj Malin Margareta Margaretha Marina Martin Mats Mattias Max Micaela Mikaela Moa Monica Måns Nanna Nils Nina \
    Nora Olof Ole Olle Oskar Ottilia Patrik Per Pernilla Peter Pontus Ragnar Rabbe Rebecka Rickard Robert Robin \
    Roger Roland Rolf Runa Rune Rurik Saga Sebastian Signe Sigrid Simon Sissel Sixten Siv Solveig Staffan Stefan \
    Sten Stig Stina Sture Sune Susanne Svante Sven Teodor Thomas Therese Tom Tomas Tor Torbjörn Tore Torsten Tove \
    Tuva Ulf Ulrik Valdemar Vera Vendela Veronica Victor Viggo Viking Vilhelm Vivan Yngve Yvonne Åke Åsmund Ängla \
    Östen Örjan";

/// Other given names from elsewhere.
pub(super) const FOREIGN_GIVEN: &str = "Aaliyah Abbas Abdi Abdul Abdulkadir Abdullah Abdullahi Abebe Adel Adnan Afshin Agata Ahmad Aisha Akram Alan \
    Albina Alejandro Aleksandar Aleksandr Aleksandra Aleksei Alena Alessandro Alina Alla Ama Amal Amir Amira Ana \
    Anahita Anastasia Anatoli Andrei Andrea Andrzej Angela Angelika Antonio Anwar Anzhela Apinya Arash Arben Arjun \
    Artjom Asad Asha Asma Aster Ayan Ayaan Ayaz Aynur Ayşe Azad Azar Aziz Bahar Barbara Bartosz Basma Beata Behar \
    Behrouz Besa Besnik Bich Bijan Blerim Bogdan Boris Burak Can Carlos Carmen Catherine Cem Chaiwat Charles Chen \
    Chiara Claire Claudia Clara Cristina Dafina Dalia Damian Danijel Daria Dariusz Dao Davit Deniz Denis Deepak \
    Diana Diego Dilan Dina Dmitrij Dong Dorota Dragan Driton Duc Dung Dunja Ebru Edita Eduard Ekaterina Elham Elena \
    Elif Elira Elizabeth Elmira Elvis Elżbieta Emre Enrique Ergin Esra Esther Eugen Evgenia Ewa Fadi Fahad Faisal \
    Fadumo Farah Farhad Farhan Farid Fatmir Fatou Fatma Fernando Filiz Flora Florin Francesca Francisco François \
    Fuad Gabriel Galina Gary Gebre George Georgi Giorgi Giovanni Giulia Goran Grace Grigori Grzegorz Guillaume \
    Gulnara Guadalupe Habib Hakan Hala Halima Hamid Hamza Hana Haris Hasan Hawa Hai Hiba Hien Hoa Hodan Hong Hossein \
    Huda Hung Hussein Ibrahim Ibtisam Idris Ifrah Ignacio Igor Ikram Ilir Iman Imran Inês Ionut Irena Isaac Isabel \
    Isabelle Ismail Ivan Ivana Ivo Iwona Iyad Jacek Jack Jad Jafar Jalal Jamal James Jamila Jana Janusz Javier Jean \
    Jelena Jennifer Jerzy Jin Joanna João John Jolanta Jorge Joseph Josip Joyce Juan Judith Julien Jun Kadir \
    Kaltrina Kamal Kamran Karim Katarzyna Kateryna Kavita Kelly Kemal Kevin Khadija Khadra Khaled Khalid Khatera \
    Kholoud Kirill Konstantin Krisztina Krzysztof Ksenia Lamia Larisa Laszlo Layla Lea Lenka Leonid Leticia Lidia \
    Lien Lina Lindita Linh Lirije Lirim Ljudmila Luan Lubna Lucas Lucia Luis Luljeta Luisa Luz Lyubov Maciej \
    Magdalena Mahad Mahdi Maher Mahmoud Mai Majid Malik Malgorzata Manuel Marat Marcel Marcin Marco Margarita Mariam \
    Mariana Marija Mario Mark Marta Marwa Maryam Masha Massoud Mateusz Maxim Mehdi Mehmet Mei Melisa Meltem Meron \
    Merve Michael Michał Miguel Mihai Mihail Mila Milan Milena Minh Miriam Mirjana Mohammad Mohsen Monir Morteza \
    Moses Muhammad Muna Murat Musa Mustafa Mykola Nabil Nada Nadezhda Nadia Naima Najib Narges Nasrin Natalya \
    Natasha Nazanin Neda Nebojša Nenad Nergis Ngoc Nicola Nicolas Nimo Nino Noor Nour Nuria Nurul Oleg Oleksandr \
    Oksana Olena Omid Oscar Osama Osman Özgür Pablo Parisa Patricia Paul Paulina Pavel Paweł Pedro Phuong Pierre \
    Piotr Polina Pouya Prakash Priya Qamar Quang Quyen Rachel Rachid Radu Rahel Rahim Rahma Rajesh Rama \
    Ramin Rana Rania Raúl Rashid Raymond Reem Reza Ricardo Richard Rima Roberto Rohan Roman Roksana Rosa Rosario \
    Ruslan Ruta Sabina Sabrina Sadia Safiya Said Saad Sajad Salah Saleh Salim Salma Saman Samantha Samir Samira \
    Samson Sandeep Sandra Sanjay Sanjin Santiago Sarah Saule Selam Selim Senad Sergei Serkan Shabnam Shadi Shahid \
    Shaima Sharif Sheida Shirin Shpresa Siham Silvia Siraj Sina Slavica Soheila Solomon Somchai Sophie Soraya \
    Stanislav Stefania Stephen Sukanya Suleiman Sumaya Sunita Suresh Suzan Svitlana Tadeusz Taha Tahira Tamar Tamara \
    Tariq Tatjana Tekle Teresa Tetiana Thanh Thao Thuy Tigist Tigran Timur Tomasz Tomoko Trang Tuan Tung Ubah Umut \
    Urszula Usman Vadim Valentin Valentina Valeri Van Vasili Victoria Vijay Viktoria Vincent Violeta Vitali Vjollca \
    Vladimir Vlada Vo Volodymyr Wael Wafa Waleed Warsame Weronika Wei William Wiktor Wojciech Xavier Xhevat Xiao Xin \
    Yana Yara Yasemin Yasin Yasmin Yelena Yevhen Yi Yohannes Yonas Yulia Yuki Yuri Yusra Zainab Zamira Zara Zbigniew \
    Zdravko Zeinab Zeynep Zlatko Ziad Zofia Zoltan Zoran Zuhra Žaneta";
