//! A connection that is cut while the server commits: nobody can know, and nobody claims to.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::thread;

use rungs_testing::database::Database;

use crate::project::{Project, migration, tables};
use crate::support::database;

/// A proxy on a loopback port that cuts the connection at COMMIT, before or after the server has heard it.
fn proxy(database: &Database, server_hears: bool) -> String {
    let server = database
        .rows("select current_setting('unix_socket_directories'), current_setting('port'), current_user")
        .unwrap()
        .remove(0);
    let parts: Vec<&str> = server.split(" | ").collect();
    let socket = format!("{}/.s.PGSQL.{}", parts[0].split(',').next().unwrap(), parts[1]);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("postgres://{}@{}/{}", parts[2], listener.local_addr().unwrap(), database.name);
    thread::spawn(move || {
        for client in listener.incoming() {
            let (client, server) = (client.unwrap(), UnixStream::connect(&socket).unwrap());
            thread::spawn(move || cut_at_commit(client, server, server_hears));
        }
    });
    url
}

fn cut_at_commit(mut client: TcpStream, mut server: UnixStream, server_hears: bool) {
    let (mut back, mut answers) = (client.try_clone().unwrap(), server.try_clone().unwrap());
    thread::spawn(move || std::io::copy(&mut answers, &mut back));
    let mut buffer = [0; 65536];
    while let Ok(length @ 1..) = client.read(&mut buffer) {
        let said = &buffer[..length];
        if said.windows(7).any(|window| window == b"COMMIT;") {
            client.shutdown(Shutdown::Both).unwrap();
            if server_hears {
                server.write_all(said).unwrap();
            }
            // The server reads what it was sent, and then that nobody is there.
            server.shutdown(Shutdown::Write).unwrap();
            return;
        }
        server.write_all(said).unwrap();
    }
}

#[test]
fn a_lost_commit_is_in_doubt_and_the_next_run_knows() {
    let Some(database) = database() else { return };
    let project = Project::new(&[
        ("1_a", migration(&["create table a ()"])),
        ("2_b", migration(&["create table b ()"])),
    ]);
    project.run(&database.url, &["migrate:list"]).succeeded();
    let doubt: &[&str] = &[
        "whether the server had committed by then is not known",
        "Committed or rolled back, all of it or nothing:\n  1_a.js\n  2_b.js",
        "migrate:list",
    ];
    let unheard = project.latest(&proxy(&database, false));
    unheard.failed(1, doubt);
    assert!(!unheard.stderr.contains("as it was before"), "{unheard:?}");
    assert!(tables(&database).is_empty());
    project.latest(&proxy(&database, true)).failed(1, doubt);
    let next = project.latest(&database.url);
    assert_eq!(next.succeeded().stdout, "Already up to date\n");
    assert_eq!(tables(&database), ["a", "b"]);
    let json =
        Project::new(&[("1_a", migration(&[])), ("2_b", migration(&[])), ("3_c", migration(&["select 1"]))])
            .run(&proxy(&database, true), &["migrate:latest", "--json"]);
    assert!(json.stdout.contains("\"inDoubt\": [\n    \"3_c.js\"\n  ]"), "{json:?}");
}
