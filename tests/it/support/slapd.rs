//! Real directory servers on loopback ports, with TLS made for them, that replicate each other; they are removed after
//! the test.

use std::fs;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// Far longer than anything takes; only a test that fails waits as long.
const PATIENCE: Duration = Duration::from_mins(5);

/// The entry above the people of every server, and the account that may read all of them.
const ROOTS: &str = "dn: dc=example\nobjectClass: dcObject\nobjectClass: organization\no: Esimerkki\ndc: example\n\n\
    dn: ou=people,dc=example\nobjectClass: organizationalUnit\nou: people\n\n\
    dn: ou=north,ou=people,dc=example\nobjectClass: organizationalUnit\nou: north\n\n\
    dn: ou=elsewhere,dc=example\nobjectClass: organizationalUnit\nou: elsewhere\n\n\
    dn: cn=reader,dc=example\nobjectClass: organizationalRole\nobjectClass: simpleSecurityObject\ncn: reader\n\
    userPassword: luku\n\n";

/// A directory server.
pub(crate) struct Slapd {
    folder: PathBuf,
    /// The number by which replication identifies the server.
    id: u8,
    pub(crate) port: u16,
    pub(crate) tls_port: u16,
    process: Option<Child>,
}

/// The further functions of a server.
#[derive(Clone, Copy)]
pub(crate) enum Role<'a> {
    /// It replicates another one, and sends what has changed.
    Provider(&'a Ports),
    /// It sends what has changed.
    Alone,
    /// It does not know of changes.
    Plain,
}

/// The ports of a server.
#[derive(Clone, Copy)]
pub(crate) struct Ports {
    pub(crate) plain: u16,
    pub(crate) tls: u16,
}

/// The folder of a test with its certificates.
pub(crate) struct LdapFolder(TempDir);

impl Ports {
    pub(crate) fn free() -> Self {
        let listeners = [(), ()].map(|()| TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port"));
        let [plain, tls] = listeners.map(|it| it.local_addr().expect("an address").port());
        Self { plain, tls }
    }
}

impl LdapFolder {
    /// A folder with a CA, another CA that signed no certificate, and the certificate of 127.0.0.1.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let at = folder.path();
        let key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
        for name in ["ca", "other"] {
            let (keyout, out) = (format!("{name}.key"), format!("{name}.pem"));
            let args = ["-x509", "-keyout", &keyout, "-out", &out, "-days", "2", "-subj", "/CN=Test CA"];
            run(at, "openssl", &[&["req"], &key[..], &args].concat());
        }
        let args = ["-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=127.0.0.1"];
        run(at, "openssl", &[&["req"], &key[..], &args].concat());
        fs::write(at.join("names"), "subjectAltName=IP:127.0.0.1\nbasicConstraints=CA:FALSE\n").expect("a file");
        let args = ["x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial"];
        run(at, "openssl", &[&args[..], &["-out", "server.pem", "-days", "2", "-extfile", "names"]].concat());
        Self(folder)
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Starts a server with people in LDIF.
    pub(crate) fn slapd(&self, id: u8, ports: Ports, role: Role<'_>, people: &str) -> Slapd {
        let mut server = self.prepared(id, ports);
        let config = server.config(self.path(), role);
        fs::write(server.at("slapd.conf"), config).expect("the settings");
        // One replica gets the entries from the other.
        if !people.is_empty() {
            fs::write(server.at("people.ldif"), format!("{ROOTS}{people}")).expect("the people");
            let id = format!("{id}");
            let args = ["-q", "-w", "-S", &id, "-f", "slapd.conf", "-l", "people.ldif"];
            run(&server.folder, "/usr/sbin/slapadd", &args);
        }
        server.start();
        server
    }

    /// Starts a server without entries. `config` makes the settings from the folder.
    pub(crate) fn slapd_of(&self, id: u8, ports: Ports, config: impl Fn(&Path) -> String) -> Slapd {
        let mut server = self.prepared(id, ports);
        fs::write(server.at("slapd.conf"), config(&server.folder)).expect("the settings");
        server.start();
        server
    }

    fn prepared(&self, id: u8, ports: Ports) -> Slapd {
        let folder = self.path().join(format!("slapd-{id}"));
        fs::create_dir(&folder).expect("a folder");
        Slapd { folder, id, port: ports.plain, tls_port: ports.tls, process: None }
    }
}

impl Slapd {
    pub(crate) fn start(&mut self) {
        let urls =
            format!("ldap://127.0.0.1:{} ldaps://127.0.0.1:{} ldapi://{}", self.port, self.tls_port, self.socket());
        let log = fs::File::options().create(true).append(true).open(self.at("log")).expect("a log");
        let mut command = Command::new("/usr/sbin/slapd");
        command.args(["-f", "slapd.conf", "-h", &urls, "-d", "stats"]).current_dir(&self.folder);
        let process = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log).spawn();
        self.process = Some(process.expect("slapd is installed"));
        let begun = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_err() {
            assert!(begun.elapsed() < PATIENCE, "{}", self.log());
            sleep(Duration::from_millis(20));
        }
    }

    /// Ends the server at once.
    pub(crate) fn kill(&mut self) {
        if let Some(mut process) = self.process.take() {
            _ = process.kill();
            _ = process.wait();
        }
    }

    /// The number of the process.
    pub(crate) fn pid(&self) -> u32 {
        self.process.as_ref().expect("it runs").id()
    }

    pub(crate) fn uri(&self) -> String {
        format!("ldap://127.0.0.1:{}", self.port)
    }

    pub(crate) fn tls_uri(&self) -> String {
        format!("ldaps://127.0.0.1:{}", self.tls_port)
    }

    pub(crate) fn socket_uri(&self) -> String {
        format!("ldapi://{}", self.socket())
    }

    /// All requests that the server received.
    pub(crate) fn log(&self) -> String {
        String::from_utf8_lossy(&fs::read(self.at("log")).unwrap_or_default()).into_owned()
    }

    /// Makes changes; entries without a kind of change are added.
    pub(crate) fn modify(&self, changes: &str) {
        let file = self.at("changes.ldif");
        fs::write(&file, changes).expect("a file");
        let output = self.client("ldapmodify").arg("-a").arg("-f").arg(&file).output();
        let output = output.expect("ldapmodify is installed");
        assert!(output.status.success(), "{output:?}");
    }

    /// A program of ldap-utils, logged in as the administrator.
    fn client(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.args(["-x", "-D", "cn=admin,dc=example", "-w", "secret", "-H", &self.tls_uri()]);
        command.env("LDAPTLS_CACERT", self.folder.with_file_name("ca.pem"));
        command
    }

    /// Waits until a filter finds this many entries.
    pub(crate) fn wait_for(&self, filter: &str, count: usize) {
        let begun = Instant::now();
        loop {
            let output = self.client("ldapsearch").args(["-LLL", "-b", "dc=example", filter, "1.1"]).output();
            let output = output.expect("ldapsearch is installed");
            if String::from_utf8_lossy(&output.stdout).matches("dn:").count() == count {
                return;
            }
            assert!(begun.elapsed() < PATIENCE, "{filter}: {output:?}");
            sleep(Duration::from_millis(50));
        }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn socket(&self) -> String {
        self.at("socket").to_str().expect("a path").replace('/', "%2F")
    }

    fn config(&self, certificates: &Path, role: Role<'_>) -> String {
        let (tls, folder, id) = (certificates.display(), self.folder.display(), self.id);
        // The user who runs the test logs in through the socket.
        let user = rustix::process::geteuid().as_raw();
        let head = format!(
            "include /etc/ldap/schema/core.schema\ninclude /etc/ldap/schema/cosine.schema\n\
             include /etc/ldap/schema/inetorgperson.schema\nmodulepath /usr/lib/ldap\nmoduleload back_mdb\n\
             moduleload syncprov\npidfile {folder}/pid\nserverID {id}\nsizelimit 500\n\
             TLSCACertificateFile {tls}/ca.pem\nTLSCertificateFile {tls}/server.pem\nTLSCertificateKeyFile {tls}/server.key\n\
             authz-regexp gidNumber=.*\\+uidNumber={user},cn=peercred,cn=external,cn=auth cn=reader,dc=example\n\
             database mdb\nsuffix dc=example\nrootdn cn=admin,dc=example\nrootpw secret\ndirectory {folder}\n\
             maxsize 1073741824\ndbnosync\nlimits dn.exact=cn=reader,dc=example size=unlimited time=unlimited\n\
             access to attrs=userPassword by anonymous auth\naccess to * by * read\nindex objectClass,entryUUID,entryCSN eq\n"
        );
        match role {
            Role::Plain => head,
            Role::Alone => head + "overlay syncprov\n",
            Role::Provider(other) => format!(
                "{head}overlay syncprov\nsyncrepl rid=00{id} provider=ldap://127.0.0.1:{} type=refreshAndPersist \
                 retry=\"1 +\" searchbase=dc=example bindmethod=simple binddn=cn=admin,dc=example credentials=secret\n\
                 multiprovider on\n",
                other.plain
            ),
        }
    }
}

impl Drop for Slapd {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Runs a program that must succeed.
fn run(folder: &Path, program: &str, args: &[&str]) -> Output {
    let output = Command::new(program).args(args).current_dir(folder).output();
    let output = output.unwrap_or_else(|cause| panic!("{program} is installed: {cause}"));
    assert!(output.status.success(), "{program} {args:?}: {output:?}");
    output
}
