/** One text in the three languages of the product. */
export interface Text {
  nb: string;
  nn: string;
  en: string;
}

type Writer<F> = (facts: F) => Text;
const writer = <F>(write: Writer<F>): Writer<F> => write;

/** What the operator of a small installation can always do instead. */
const OWN = {
  nb: 'eller sett DATABASE_URL til en egen PostgreSQL',
  nn: 'eller set DATABASE_URL til ein eigen PostgreSQL',
  en: 'or set DATABASE_URL to a PostgreSQL of your own',
};

/**
 * Every reason that the embedded database can fail for, and what a person can do about it.
 * The key is the error's code; docs and tests walk through this table.
 */
export const texts = {
  'PG-PLATFORM': writer<{ platform: string }>(({ platform }) => ({
    nb: `Det finnes ingen innebygd PostgreSQL for ${platform}. Kjør npm install på nytt uten --omit=optional, ${OWN.nb}.`,
    nn: `Det finst ingen innebygd PostgreSQL for ${platform}. Køyr npm install på nytt utan --omit=optional, ${OWN.nn}.`,
    en: `There is no embedded PostgreSQL for ${platform}. Run npm install again without --omit=optional, ${OWN.en}.`,
  })),
  'PG-BINARIES': writer<{ path: string; user: string; why: string }>(({ path, user, why }) => ({
    nb: `PostgreSQL-programmet ${path} lar seg ikke kjøre som brukeren ${user}: ${why}. Kjør npm install på nytt, sjekk at filsystemet ikke er montert med noexec, ${OWN.nb}.`,
    nn: `PostgreSQL-programmet ${path} lèt seg ikkje køyre som brukaren ${user}: ${why}. Køyr npm install på nytt, sjekk at filsystemet ikkje er montert med noexec, ${OWN.nn}.`,
    en: `The PostgreSQL program ${path} cannot be run as the user ${user}: ${why}. Run npm install again, check that the file system is not mounted noexec, ${OWN.en}.`,
  })),
  'PG-UNREACHABLE': writer<{ dataDir: string; blocking: string; user: string }>(
    ({ dataDir, blocking, user }) => ({
      nb: `PostgreSQL kan ikke kjøre som root og bruker derfor brukeren ${user}, men ${user} når ikke datamappen ${dataDir}: mappen ${blocking} er stengt for andre. Velg en annen datamappe med --data MAPPE, åpne veien gjennom med chmod o+x '${blocking}', kjør som en vanlig bruker, ${OWN.nb}.`,
      nn: `PostgreSQL kan ikkje køyre som root og brukar difor brukaren ${user}, men ${user} når ikkje datamappa ${dataDir}: mappa ${blocking} er stengd for andre. Vel ei anna datamappe med --data MAPPE, opne vegen gjennom med chmod o+x '${blocking}', køyr som ein vanleg brukar, ${OWN.nn}.`,
      en: `PostgreSQL cannot run as root and therefore uses the user ${user}, but ${user} cannot reach the data directory ${dataDir}: the directory ${blocking} is closed to others. Choose another data directory with --data DIR, open the way through with chmod o+x '${blocking}', run as an ordinary user, ${OWN.en}.`,
    }),
  ),
  'PG-NO-USER': writer<Record<string, never>>(() => ({
    nb: `PostgreSQL kan ikke kjøre som root, og maskinen har verken brukeren postgres eller nobody. Lag en av dem (useradd --system postgres), kjør som en vanlig bruker, ${OWN.nb}.`,
    nn: `PostgreSQL kan ikkje køyre som root, og maskina har korkje brukaren postgres eller nobody. Lag ein av dei (useradd --system postgres), køyr som ein vanleg brukar, ${OWN.nn}.`,
    en: `PostgreSQL cannot run as root, and this machine has neither the user postgres nor nobody. Make one of them (useradd --system postgres), run as an ordinary user, ${OWN.en}.`,
  })),
  'PG-OWNER': writer<{ path: string; owner: string; user: string }>(({ path, owner, user }) => ({
    nb: `${path} tilhører ${owner}, men denne kommandoen kjører som ${user}. Kjør som samme bruker som før (eller som root), velg en annen datamappe med --data MAPPE, eller overfør eierskapet med chown -R når ingenting kjører.`,
    nn: `${path} høyrer til ${owner}, men denne kommandoen køyrer som ${user}. Køyr som same brukar som før (eller som root), vel ei anna datamappe med --data MAPPE, eller overfør eigarskapen med chown -R når ingenting køyrer.`,
    en: `${path} belongs to ${owner}, but this command runs as ${user}. Run as the same user as before (or as root), choose another data directory with --data DIR, or hand over the ownership with chown -R while nothing is running.`,
  })),
  'PG-VERSION': writer<{ path: string; found: string; needed: string }>(({ path, found, needed }) => ({
    nb: `${path} er laget av PostgreSQL ${found}, men denne utgaven bruker PostgreSQL ${needed} og rører den ikke. Start en PostgreSQL ${found} på mappen, ta ut dataene med pg_dump --format=custom meldingsvakt, stopp den, flytt mappen til side, start Meldingsvakt (som lager en ny), og legg dataene inn med pg_restore --clean --if-exists --dbname=meldingsvakt. Eller bruk utgaven av Meldingsvakt som hører til PostgreSQL ${found}.`,
    nn: `${path} er laga av PostgreSQL ${found}, men denne utgåva brukar PostgreSQL ${needed} og rører ho ikkje. Start ein PostgreSQL ${found} på mappa, ta ut dataa med pg_dump --format=custom meldingsvakt, stopp han, flytt mappa til side, start Meldingsvakt (som lagar ei ny), og legg dataa inn med pg_restore --clean --if-exists --dbname=meldingsvakt. Eller bruk utgåva av Meldingsvakt som høyrer til PostgreSQL ${found}.`,
    en: `${path} was made by PostgreSQL ${found}, but this release uses PostgreSQL ${needed} and leaves it untouched. Start a PostgreSQL ${found} on the directory, take the data out with pg_dump --format=custom meldingsvakt, stop it, move the directory aside, start Meldingsvakt (which makes a new one), and put the data in with pg_restore --clean --if-exists --dbname=meldingsvakt. Or use the release of Meldingsvakt that goes with PostgreSQL ${found}.`,
  })),
  'PG-NOT-A-CLUSTER': writer<{ path: string }>(({ path }) => ({
    nb: `${path} er ikke tom og er ikke en PostgreSQL-database. Den blir ikke rørt: flytt innholdet til side, eller velg en annen datamappe med --data MAPPE.`,
    nn: `${path} er ikkje tom og er ikkje ein PostgreSQL-database. Ho blir ikkje rørt: flytt innhaldet til side, eller vel ei anna datamappe med --data MAPPE.`,
    en: `${path} is not empty and is not a PostgreSQL database. It is left untouched: move its contents aside, or choose another data directory with --data DIR.`,
  })),
  'PG-BROKEN': writer<{ path: string; missing: string }>(({ path, missing }) => ({
    nb: `${path} er en ødelagt PostgreSQL-database: ${missing} mangler. Hent den tilbake fra sikkerhetskopi, eller flytt den til side for å begynne på nytt.`,
    nn: `${path} er ein øydelagd PostgreSQL-database: ${missing} manglar. Hent han tilbake frå tryggingskopi, eller flytt han til side for å byrje på nytt.`,
    en: `${path} is a damaged PostgreSQL database: ${missing} is missing. Bring it back from a backup, or move it aside to begin anew.`,
  })),
  'PG-IN-USE': writer<{ dataDir: string; holder: string }>(({ dataDir, holder }) => ({
    nb: `Datamappen ${dataDir} er alt i bruk av en annen serve${holder && ` (${holder})`}. Stopp den først, eller velg en annen datamappe med --data MAPPE.`,
    nn: `Datamappa ${dataDir} er alt i bruk av ein annan serve${holder && ` (${holder})`}. Stopp han først, eller vel ei anna datamappe med --data MAPPE.`,
    en: `The data directory ${dataDir} is already in use by another serve${holder && ` (${holder})`}. Stop that one first, or choose another data directory with --data DIR.`,
  })),
  'PG-BUSY': writer<{ dataDir: string; seconds: number }>(({ dataDir, seconds }) => ({
    nb: `En annen prosess holder på å starte eller stoppe databasen i ${dataDir} og ble ikke ferdig på ${seconds} s. Prøv igjen; se postgres.log i datamappen hvis det gjentar seg.`,
    nn: `Ein annan prosess held på å starte eller stoppe databasen i ${dataDir} og vart ikkje ferdig på ${seconds} s. Prøv igjen; sjå postgres.log i datamappa om det tek seg opp att.`,
    en: `Another process is starting or stopping the database in ${dataDir} and was not done within ${seconds} s. Try again; see postgres.log in the data directory if it happens again.`,
  })),
  'PG-LOCK': writer<{ path: string; why: string }>(({ path, why }) => ({
    nb: `Filen ${path} lar seg ikke låse (${why}); noen nettverksdisker kan ikke det. Velg en datamappe på en lokal disk med --data MAPPE, ${OWN.nb}.`,
    nn: `Fila ${path} lèt seg ikkje låse (${why}); somme nettverksdiskar kan ikkje det. Vel ei datamappe på ein lokal disk med --data MAPPE, ${OWN.nn}.`,
    en: `The file ${path} cannot be locked (${why}); some network disks know no locks. Choose a data directory on a local disk with --data DIR, ${OWN.en}.`,
  })),
  'PG-ELSEWHERE': writer<{ path: string; where: string }>(({ path, where }) => ({
    nb: `Databasen ${path} brukes av en server som ikke kan nås herfra (${where}). Kjør kommandoen der serveren kjører, eller stopp den først.`,
    nn: `Databasen ${path} blir brukt av ein server som ikkje kan nåast herifrå (${where}). Køyr kommandoen der serveren køyrer, eller stopp han først.`,
    en: `The database ${path} is used by a server that cannot be reached from here (${where}). Run the command where that server runs, or stop it first.`,
  })),
  'PG-DISK-FULL': writer<{ path: string }>(({ path }) => ({
    nb: `Disken er full (${path}). Frigjør plass eller velg en annen datamappe med --data MAPPE; ingenting som er kvittert for, er tapt.`,
    nn: `Disken er full (${path}). Frigjer plass eller vel ei anna datamappe med --data MAPPE; ingenting som er kvittert for, er tapt.`,
    en: `The disk is full (${path}). Free some space or choose another data directory with --data DIR; nothing that was acknowledged is lost.`,
  })),
  'PG-PERMISSION': writer<{ path: string; why: string }>(({ path, why }) => ({
    nb: `Mangler rettigheter til ${path} (${why}). Gi brukeren som kjører Meldingsvakt lese- og skriverett der, velg en annen datamappe med --data MAPPE, ${OWN.nb}.`,
    nn: `Manglar rettar til ${path} (${why}). Gje brukaren som køyrer Meldingsvakt lese- og skriverett der, vel ei anna datamappe med --data MAPPE, ${OWN.nn}.`,
    en: `No right to ${path} (${why}). Give the user who runs Meldingsvakt the right to read and write there, choose another data directory with --data DIR, ${OWN.en}.`,
  })),
  'PG-MEMORY': writer<{ log: string }>(({ log }) => ({
    nb: `PostgreSQL fikk ikke nok minne til å starte (se ${log}). Gi maskinen eller containeren minst 512 MB ledig minne, ${OWN.nb}.`,
    nn: `PostgreSQL fekk ikkje nok minne til å starte (sjå ${log}). Gje maskina eller containeren minst 512 MB ledig minne, ${OWN.nn}.`,
    en: `PostgreSQL did not get enough memory to start (see ${log}). Give the machine or the container at least 512 MB of free memory, ${OWN.en}.`,
  })),
  'PG-INIT': writer<{ path: string; why: string }>(({ path, why }) => ({
    nb: `Databasen ${path} kunne ikke opprettes: ${why}. Rett årsaken og start på nytt; det halvferdige blir ryddet bort.`,
    nn: `Databasen ${path} kunne ikkje opprettast: ${why}. Rett årsaka og start på nytt; det halvferdige blir rydda bort.`,
    en: `The database ${path} could not be made: ${why}. Put the cause right and start again; what is half finished is cleared away.`,
  })),
  'PG-START': writer<{ log: string; why: string }>(({ log, why }) => ({
    nb: `PostgreSQL startet ikke: ${why}. Se ${log}.`,
    nn: `PostgreSQL starta ikkje: ${why}. Sjå ${log}.`,
    en: `PostgreSQL did not start: ${why}. See ${log}.`,
  })),
  'PG-TIMEOUT': writer<{ log: string; seconds: number }>(({ log, seconds }) => ({
    nb: `PostgreSQL svarte ikke innen ${seconds} s. Den kan fortsatt være i gang med å hente seg inn etter et avbrudd: se ${log} og prøv igjen.`,
    nn: `PostgreSQL svara ikkje innan ${seconds} s. Han kan framleis vere i gang med å hente seg inn etter eit avbrot: sjå ${log} og prøv igjen.`,
    en: `PostgreSQL did not answer within ${seconds} s. It may still be recovering after an interruption: see ${log} and try again.`,
  })),
  'PG-LOGIN': writer<{ dataDir: string; password: string }>(({ dataDir, password }) => ({
    nb: `Databasen i ${dataDir} godtar ikke passordet i ${password}. Stopp alt som bruker datamappen og start på nytt; da lages et nytt passord.`,
    nn: `Databasen i ${dataDir} godtek ikkje passordet i ${password}. Stopp alt som brukar datamappa og start på nytt; då blir det laga eit nytt passord.`,
    en: `The database in ${dataDir} does not accept the password in ${password}. Stop everything that uses the data directory and start again; a new password is made then.`,
  })),
} as const;

export type PostgresErrorCode = keyof typeof texts;
