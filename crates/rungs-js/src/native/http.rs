//! Requests by HTTP, where the sandbox lets JavaScript reach the network: `web/fetch.js` and `node/http.js` make of
//! them what browsers and Node have.

mod failure;

use std::{cell::RefCell, collections::HashMap, rc::Rc, time::Duration};

use futures::future::{AbortHandle, Abortable};
use reqwest::{Client, Method, Response, header, redirect::Policy};
use rquickjs::{Array, ArrayBuffer, Ctx, Object, TypedArray, prelude::Async};
use url::Url;

use self::failure::Failure;
use super::add;
use crate::host::Host;
use crate::sandbox::Net;

/// How many redirects are followed (Fetch standard, "HTTP-redirect fetch").
const REDIRECTS: usize = 20;
/// How long a server may take to accept a connection; Node's fetch gives it as long.
const CONNECT: Duration = Duration::from_secs(10);

/// Requests under way, by the numbers that JavaScript knows them by.
#[derive(Default)]
struct Exchanges {
    clients: RefCell<HashMap<Manner, Client>>,
    bodies: RefCell<HashMap<u32, Response>>,
    aborts: RefCell<HashMap<u32, AbortHandle>>,
}

/// What differs between clients.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Manner {
    /// Redirects are followed.
    follows: bool,
    /// Compressed bodies are decompressed, and asked for.
    decodes: bool,
    /// Certificates must be valid.
    verifies: bool,
}

/// `mayReach(url)`, `startRequest(id, request)`, `readBody(id)`, `endRequest(id)`.
pub(super) fn install<'js>(native: &Object<'js>, host: &Rc<Host>) -> rquickjs::Result<()> {
    let exchanges = Rc::new(Exchanges::default());
    let h = host.clone();
    add(native, "mayReach", move |ctx: Ctx<'js>, url: String| match Url::parse(&url) {
        Ok(url) => allowed(&h, &url).map_err(|failure| failure.throw(&ctx)),
        Err(error) => Err(Failure::invalid_url(&url, &error).throw(&ctx)),
    })?;
    let (h, e) = (host.clone(), exchanges.clone());
    let start = move |ctx: Ctx<'js>, id: u32, request: Object<'js>| {
        let (host, exchanges) = (h.clone(), e.clone());
        async move {
            let _outstanding = host.outstanding();
            let request = Asked::read(&request)?;
            let answer = exchanges.send(&host, id, request).await.map_err(|failure| failure.throw(&ctx))?;
            let told = told(&ctx, &answer)?;
            exchanges.bodies.borrow_mut().insert(id, answer);
            Ok::<_, rquickjs::Error>(told)
        }
    };
    native.set("startRequest", rquickjs::prelude::Func::from(Async(start)))?;
    let (h, e) = (host.clone(), exchanges.clone());
    let read = move |ctx: Ctx<'js>, id: u32| {
        let (host, exchanges) = (h.clone(), e.clone());
        async move {
            let _outstanding = host.outstanding();
            let chunk = exchanges.chunk(id).await.map_err(|failure| failure.throw(&ctx))?;
            chunk.map(|bytes| ArrayBuffer::new(ctx, bytes)).transpose()
        }
    };
    native.set("readBody", rquickjs::prelude::Func::from(Async(read)))?;
    add(native, "endRequest", move |id: u32| exchanges.end(id))
}

fn allowed(host: &Host, url: &Url) -> Result<(), Failure> {
    if host.sandbox.net().holds(url) { Ok(()) } else { Err(Failure::refused(url)) }
}

/// A request as JavaScript describes it: `{ method, url, headers: [[name, value]], body, follow, decode, verify }`.
struct Asked {
    method: String,
    url: String,
    headers: Vec<(String, String)>,
    body: Option<Vec<u8>>,
    manner: Manner,
}

impl Asked {
    fn read(request: &Object<'_>) -> rquickjs::Result<Self> {
        let headers: Vec<Vec<String>> = request.get("headers")?;
        let body: Option<TypedArray<'_, u8>> = request.get("body")?;
        Ok(Self {
            method: request.get("method")?,
            url: request.get("url")?,
            headers: headers
                .into_iter()
                .filter_map(|pair| Some(<[String; 2]>::try_from(pair).ok()?.into()))
                .collect(),
            body: body.and_then(|body| Some(body.as_bytes()?.to_vec())),
            manner: Manner {
                follows: request.get("follow")?,
                decodes: request.get("decode")?,
                verifies: request.get("verify")?,
            },
        })
    }
}

impl Exchanges {
    /// Sends a request, and waits for the head of the answer.
    async fn send(&self, host: &Host, id: u32, asked: Asked) -> Result<Response, Failure> {
        let url = Url::parse(&asked.url).map_err(|error| Failure::invalid_url(&asked.url, &error))?;
        allowed(host, &url)?;
        let method = Method::from_bytes(asked.method.as_bytes())
            .map_err(|_| Failure::invalid("method", &asked.method))?;
        let mut headers = header::HeaderMap::new();
        for (name, value) in asked.headers {
            let key = header::HeaderName::from_bytes(name.as_bytes())
                .map_err(|_| Failure::invalid("header name", &name))?;
            // Node writes headers as Latin-1.
            let bytes: Vec<u8> =
                value.chars().map(|letter| u8::try_from(u32::from(letter)).unwrap_or(b'?')).collect();
            let value = header::HeaderValue::from_bytes(&bytes)
                .map_err(|_| Failure::invalid("header value", &name))?;
            headers.append(key, value);
        }
        let mut request = self.client(host, asked.manner)?.request(method, url.clone()).headers(headers);
        if let Some(body) = asked.body {
            request = request.body(body);
        }
        let answer = self.abortable(id, request.send()).await?;
        answer.map_err(|error| Failure::of(&error, &url))
    }

    /// The next bytes of a body; `None` at its end.
    async fn chunk(&self, id: u32) -> Result<Option<Vec<u8>>, Failure> {
        let Some(mut answer) = self.bodies.borrow_mut().remove(&id) else { return Ok(None) };
        let url = answer.url().clone();
        let chunk = self.abortable(id, answer.chunk()).await?.map_err(|error| Failure::of(&error, &url))?;
        if chunk.is_some() {
            self.bodies.borrow_mut().insert(id, answer);
        }
        Ok(chunk.map(Into::into))
    }

    async fn abortable<T>(&self, id: u32, work: impl Future<Output = T>) -> Result<T, Failure> {
        let (abort, registration) = AbortHandle::new_pair();
        self.aborts.borrow_mut().insert(id, abort);
        let done = Abortable::new(work, registration).await;
        self.aborts.borrow_mut().remove(&id);
        done.map_err(|_| Failure::aborted())
    }

    /// Gives up what is under way, or lets go of a body that nobody reads to its end.
    fn end(&self, id: u32) {
        self.bodies.borrow_mut().remove(&id);
        if let Some(abort) = self.aborts.borrow_mut().remove(&id) {
            abort.abort();
        }
    }

    /// One client for all requests of one manner, so that connections are used again.
    fn client(&self, host: &Host, manner: Manner) -> Result<Client, Failure> {
        if let Some(client) = self.clients.borrow().get(&manner) {
            return Ok(client.clone());
        }
        // Whoever was first has installed the same.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let policy = if manner.follows { follow(host.sandbox.net().clone()) } else { Policy::none() };
        // Node heeds no proxy variables.
        let mut builder = Client::builder()
            .no_proxy()
            .redirect(policy)
            .connect_timeout(CONNECT)
            .gzip(manner.decodes)
            .deflate(manner.decodes)
            .danger_accept_invalid_certs(!manner.verifies);
        if let Some(path) =
            host.options.environment.get("NODE_EXTRA_CA_CERTS").filter(|path| !path.is_empty())
        {
            let bundle =
                std::fs::read(path).ok().and_then(|text| reqwest::Certificate::from_pem_bundle(&text).ok());
            builder = bundle
                .unwrap_or_default()
                .into_iter()
                .fold(builder, reqwest::ClientBuilder::add_root_certificate);
        }
        let client = builder.build().map_err(|error| Failure::setup(&error))?;
        self.clients.borrow_mut().insert(manner, client.clone());
        Ok(client)
    }
}

/// Follows redirects, but only to where a request could have gone by itself.
fn follow(net: Net) -> Policy {
    Policy::custom(move |attempt| {
        if attempt.previous().len() > REDIRECTS {
            attempt.error(failure::TooManyRedirects)
        } else if net.holds(attempt.url()) {
            attempt.follow()
        } else {
            let url = attempt.url().clone();
            attempt.error(failure::RefusedRedirect(url))
        }
    })
}

/// `{ status, statusText, headers: [[name, value]], url }`
fn told<'js>(ctx: &Ctx<'js>, answer: &Response) -> rquickjs::Result<Object<'js>> {
    let headers = Array::new(ctx.clone())?;
    for (index, (name, value)) in answer.headers().iter().enumerate() {
        let text: String = value.as_bytes().iter().copied().map(char::from).collect();
        headers.set(index, vec![name.as_str().to_owned(), text])?;
    }
    let object = Object::new(ctx.clone())?;
    object.set("status", answer.status().as_u16())?;
    object.set("statusText", answer.status().canonical_reason().unwrap_or_default())?;
    object.set("headers", headers)?;
    object.set("url", answer.url().as_str())?;
    Ok(object)
}
