//! The wire: messages in and out of one connection, and how many answers the server still owes.

mod encode;
mod pipeline;
mod reply;
mod request;

pub(crate) use encode::{encode_bind, encode_request};
pub(crate) use pipeline::{may_end_transaction, segment_length};
pub(crate) use reply::{Finished, Reply};
pub(crate) use request::{Request, requests};

use bytes::{Buf, BytesMut};
use postgres_protocol::message::backend::{Header, Message};
use postgres_protocol::message::frontend;
use std::collections::VecDeque;
use std::future::poll_fn;
use std::io;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite};

/// A stream of bytes to a server: a TCP or Unix socket, or TLS over one.
pub(crate) trait Transport: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Transport for T {}

/// PostgreSQL never sends a message over 1 GiB (`MaxAllocSize`); more than that is not PostgreSQL.
const LONGEST_MESSAGE: i32 = 0x4000_0000;
/// Enough for a whole round of small answers in one read.
const READ_SIZE: usize = 16 * 1024;

/// Which protocol a request used: they end differently when a COPY must be refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exchange {
    Simple,
    Extended,
}

/// One connection's bytes. Every step leaves it consistent, so that a future that waits on it may be dropped
/// at any point: what was not sent stays in `output`, and `owed` tells what must be read before the next
/// request's answers come.
pub(crate) struct Wire {
    transport: Box<dyn Transport>,
    input: BytesMut,
    output: BytesMut,
    flushed: bool,
    write_error: Option<io::Error>,
    /// Requests whose ReadyForQuery has not been read yet, oldest first.
    owed: VecDeque<Exchange>,
}

impl Wire {
    pub(crate) fn new(transport: Box<dyn Transport>) -> Wire {
        Wire {
            transport,
            input: BytesMut::with_capacity(READ_SIZE),
            output: BytesMut::new(),
            flushed: true,
            write_error: None,
            owed: VecDeque::new(),
        }
    }

    /// Where requests are written; they are sent by the next call to [`Wire::next`].
    pub(crate) fn output(&mut self) -> &mut BytesMut {
        &mut self.output
    }

    /// Notes that a request was written whose answer ends in ReadyForQuery.
    pub(crate) fn expect_ready(&mut self, exchange: Exchange) {
        self.owed.push_back(exchange);
    }

    /// Whether all that was asked has been answered.
    pub(crate) fn is_settled(&self) -> bool {
        self.owed.is_empty()
    }

    /// The next message from the server. Sends what is left to send while it waits: a server that waits for
    /// its answers to be read and a client that waits for its requests to be read must not meet.
    pub(crate) async fn next(&mut self) -> io::Result<Message> {
        loop {
            if let Some(message) = self.parse()? {
                self.note(&message);
                return Ok(message);
            }
            if poll_fn(|cx| self.poll_progress(cx)).await? == 0 {
                return Err(self.write_error.take().unwrap_or_else(|| io::ErrorKind::UnexpectedEof.into()));
            }
        }
    }

    /// Looks, without waiting, whether the server has closed the connection.
    pub(crate) fn has_closed(&mut self) -> bool {
        let mut context = Context::from_waker(std::task::Waker::noop());
        loop {
            match self.poll_progress(&mut context) {
                Poll::Pending => return false,
                Poll::Ready(Ok(read)) if read > 0 => {} // Its last words may stand before the end.
                Poll::Ready(_) => return true,
            }
        }
    }

    /// Sends what is left to send without reading.
    pub(crate) async fn flush(&mut self) -> io::Result<()> {
        poll_fn(|cx| self.poll_send(cx)).await
    }

    /// Says goodbye and closes. Errors do not matter any more.
    pub(crate) async fn terminate(&mut self) {
        frontend::terminate(&mut self.output);
        let _ = self.flush().await;
        let _ = tokio::io::AsyncWriteExt::shutdown(&mut self.transport).await;
    }

    /// Says goodbye if that can be done without waiting.
    pub(crate) fn terminate_now(&mut self) {
        if self.is_settled() && self.output.is_empty() {
            frontend::terminate(&mut self.output);
            let _ = self.poll_send(&mut Context::from_waker(std::task::Waker::noop()));
        }
    }

    fn parse(&mut self) -> io::Result<Option<Message>> {
        if let Some(header) = Header::parse(&self.input)?
            && header.len() > LONGEST_MESSAGE
        {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "a message longer than 1 GiB"));
        }
        Message::parse(&mut self.input)
    }

    /// Keeps the account of what is owed, and refuses COPY: there is nowhere to copy from.
    fn note(&mut self, message: &Message) {
        match message {
            Message::ReadyForQuery(_) => {
                self.owed.pop_front();
            }
            Message::CopyInResponse(_) => {
                // Cannot fail: the text holds no NUL.
                let _ = frontend::copy_fail("COPY FROM STDIN has no source here", &mut self.output);
                if self.owed.front() == Some(&Exchange::Extended) {
                    // The Sync sent with the statement was swallowed by the server's copy mode
                    // (PostgreSQL manual, "COPY Operations").
                    frontend::sync(&mut self.output);
                }
            }
            _ => {}
        }
    }

    fn poll_progress(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<usize>> {
        if let Poll::Ready(Err(error)) = self.poll_send(cx) {
            // The server may have said why it left: read that first.
            self.output.clear();
            self.write_error = Some(error);
        }
        self.input.reserve(READ_SIZE);
        // Dropping this future loses nothing: `read_buf` is cancel-safe.
        pin!(self.transport.read_buf(&mut self.input)).poll(cx)
    }

    fn poll_send(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let mut transport = Pin::new(&mut self.transport);
        while !self.output.is_empty() {
            self.flushed = false;
            match transport.as_mut().poll_write(cx, &self.output) {
                Poll::Ready(Ok(0)) => return Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
                Poll::Ready(Ok(written)) => self.output.advance(written),
                Poll::Ready(Err(error)) => return Poll::Ready(Err(error)),
                Poll::Pending => return Poll::Pending,
            }
        }
        if !self.flushed {
            match transport.poll_flush(cx) {
                Poll::Ready(Ok(())) => self.flushed = true,
                other => return other,
            }
        }
        Poll::Ready(Ok(()))
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.terminate_now();
    }
}
