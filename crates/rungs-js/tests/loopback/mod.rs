//! A server on loopback that answers what the programs in `network` ask.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    thread,
    time::Duration,
};

/// Starts it; its URL. It ends with the test.
pub fn start() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            // Who goes away early has seen enough.
            thread::spawn(move || answer(stream).ok());
        }
    });
    url
}

struct Request {
    method: String,
    path: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

fn read(stream: &mut BufReader<TcpStream>) -> std::io::Result<Request> {
    let mut line = String::new();
    stream.read_line(&mut line)?;
    let mut words = line.split(' ').map(str::to_owned);
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        stream.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(':') else { break };
        headers.push((name.to_lowercase(), value.trim().to_owned()));
    }
    let header =
        |name: &str| headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    let mut body = Vec::new();
    if let Some(length) = header("content-length") {
        body = vec![0; length.parse().unwrap_or_default()];
        stream.read_exact(&mut body)?;
    } else if header("transfer-encoding").is_some() {
        loop {
            let mut size = String::new();
            stream.read_line(&mut size)?;
            let mut chunk = vec![0; usize::from_str_radix(size.trim(), 16).unwrap_or_default() + 2];
            stream.read_exact(&mut chunk)?;
            if chunk.len() == 2 {
                break;
            }
            body.extend_from_slice(&chunk[..chunk.len() - 2]);
        }
    }
    Ok(Request { method, path, headers, body })
}

fn answer(stream: TcpStream) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    let request = read(&mut reader)?;
    let mut stream = reader.into_inner();
    let path = request.path.split(['?', '#']).next().unwrap_or_default().to_owned();
    let length = |body: &[u8]| format!("Content-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    let (head, body) = match path.as_str() {
        "/json" => (
            "200 OK\r\nContent-Type: application/json\r\nSet-Cookie: a=1\r\nX-Multi: one\r\nSet-Cookie: b=2; Path=/\r\nX-Multi: two\r\n",
            br#"{"hello":"world"}"#.to_vec(),
        ),
        "/echo" => ("200 OK\r\nContent-Type: application/json\r\n", echo(&request)),
        "/redirect" => ("302 Found\r\nLocation: /json\r\n", Vec::new()),
        "/loop" => ("302 Found\r\nLocation: /loop\r\n", Vec::new()),
        "/away" => ("302 Found\r\nLocation: http://example.invalid/\r\n", Vec::new()),
        "/status/404" => ("404 Not Found\r\nContent-Type: text/plain\r\n", b"no such thing".to_vec()),
        "/status/204" => return stream.write_all(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n"),
        "/gzip" => ("200 OK\r\nContent-Encoding: gzip\r\n", gzip(b"was compressed")),
        "/cut" => return stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this"),
        "/chunks" => return chunks(&mut stream),
        "/slow" => {
            thread::sleep(Duration::from_secs(2));
            return Ok(());
        }
        _ => ("500 Internal Server Error\r\n", path.into_bytes()),
    };
    stream.write_all(format!("HTTP/1.1 {head}{}", length(&body)).as_bytes())?;
    if request.method == "HEAD" { Ok(()) } else { stream.write_all(&body) }
}

fn chunks(stream: &mut TcpStream) -> std::io::Result<()> {
    stream.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n")?;
    for chunk in ["one,", "two,", "three"] {
        stream.write_all(format!("{:x}\r\n{chunk}\r\n", chunk.len()).as_bytes())?;
        stream.flush()?;
        thread::sleep(Duration::from_millis(10));
    }
    stream.write_all(b"0\r\n\r\n")
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// What was asked, without the headers that say how.
fn echo(request: &Request) -> Vec<u8> {
    let shown = ["content-type", "authorization"];
    let mut headers = serde_json::Map::new();
    for (name, value) in &request.headers {
        if shown.contains(&name.as_str()) || name.starts_with("x-") {
            let known =
                headers.get(name).and_then(|known| known.as_str()).map(|known| format!("{known}, {value}"));
            headers.insert(name.clone(), known.unwrap_or_else(|| value.clone()).into());
        }
    }
    let body = String::from_utf8_lossy(&request.body);
    serde_json::json!({ "method": request.method, "path": request.path, "headers": headers, "body": body })
        .to_string()
        .into_bytes()
}
