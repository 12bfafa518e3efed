use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    io::{self, PipeReader, PipeWriter, Write},
    os::unix::process::{CommandExt, ExitStatusExt},
    path::Path,
    process::{Command, ExitStatus, Stdio},
    rc::Rc,
    sync::{
        Arc,
        mpsc::{Receiver, RecvTimeoutError, TryRecvError, channel},
    },
    thread,
    time::Duration,
};

use command_fds::{CommandFdExt, FdMapping};
use rungs_run::FrontEndError;
use tempfile::TempDir;
use tokio::{
    io::AsyncWriteExt,
    net::unix::pipe,
    sync::{Notify, mpsc},
};

use super::{
    frame::{Frame, to_node},
    program::Program,
    sources,
};

/// Where Node finds its ends of the pipes: answers to its questions, its own messages, what Rungs has to say, and one on
/// which nothing ever comes but the end.
const ANSWERS: i32 = 3;
const MESSAGES: i32 = 4;
const EVENTS: i32 = 5;
const LIFELINE: i32 = 6;

/// How long Node may take to start.
const START: Duration = Duration::from_secs(60);

/// What a Node is started for.
pub(super) struct Start<'a> {
    /// Its working folder.
    pub folder: &'a Path,
    /// Whether its standard output goes to standard error.
    pub keeps_stdout_free: bool,
    /// Bytes of memory that JavaScript may use, where somebody says so.
    pub memory_limit: Option<usize>,
    /// `process.argv[1]`
    pub script: &'a str,
}

/// A Node that runs the project's files. It ends with this process, however that ends: its pipes do.
pub(crate) struct Child {
    program: Program,
    process: RefCell<std::process::Child>,
    answers: RefCell<PipeWriter>,
    events: mpsc::UnboundedSender<Vec<u8>>,
    told: Cell<u64>,
    frames: Receiver<Frame>,
    arrived: Arc<Notify>,
    /// Came while an answer was waited for, and has time.
    put_off: RefCell<VecDeque<Frame>>,
    has_ended: Cell<bool>,
    /// Whether the process is no more, be its pipes open or not.
    is_dead: Cell<bool>,
    /// Held open, so that Node lives.
    _lifeline: PipeWriter,
    /// What it was started with, until it has read it.
    script: Cell<Option<TempDir>>,
}

impl Child {
    /// Starts Node, and gives it what it needs.
    ///
    /// # Errors
    /// When it cannot be started, is too old, or ends at once.
    pub(super) async fn start(program: Program, start: Start<'_>) -> Result<Rc<Self>, FrontEndError> {
        let path = program.path.display().to_string();
        let spawned = Self::spawn(program, &start);
        let child = Rc::new(
            spawned.map_err(|error| FrontEndError::new(format!("{path} could not be started: {error}")))?,
        );
        let greeting = tokio::time::timeout(START, child.next()).await;
        let Ok(Some(Frame { text: version, .. })) = greeting else {
            child.end();
            return Err(FrontEndError::new(child.obituary()).with_hint(
                "Look at what it has printed; the variable NODE_OPTIONS may make it load what fails.",
            ));
        };
        child.script.take();
        child.program.check(&version)?;
        child.answer(to_node::SETUP, &sources::setup(start.script).to_string());
        Ok(child)
    }

    fn spawn(program: Program, start: &Start<'_>) -> io::Result<Self> {
        // Node deletes it as soon as it runs.
        let folder = tempfile::Builder::new().prefix("rungs-node-").tempdir()?;
        let script = folder.path().join("rungs.cjs");
        std::fs::write(&script, sources::START)?;
        let (answers_here, answers) = io::pipe()?;
        let (messages, messages_here) = io::pipe()?;
        let (events_here, events) = io::pipe()?;
        let (lifeline_here, lifeline) = io::pipe()?;
        let mut command = Command::new(&program.path);
        if let Some(bytes) = start.memory_limit {
            command.arg(format!("--max-old-space-size={}", bytes / (1024 * 1024)));
        }
        command.arg(&script).current_dir(start.folder).stdin(Stdio::null());
        if start.keeps_stdout_free {
            command.stdout(Stdio::from(io::stderr()));
        }
        // Ctrl-C is Rungs' to hear: what runs in the database is ended in order.
        command.process_group(0);
        let mapping = |parent_fd, child_fd| FdMapping { parent_fd, child_fd };
        let mappings = vec![
            mapping(answers_here.into(), ANSWERS),
            mapping(messages_here.into(), MESSAGES),
            mapping(events_here.into(), EVENTS),
            mapping(lifeline_here.into(), LIFELINE),
        ];
        command.fd_mappings(mappings).map_err(io::Error::other)?;
        let process = command.spawn()?;
        // Only Node has its ends from now on.
        drop(command);
        let (frames, arrived) = read(messages);
        Ok(Self {
            program,
            process: RefCell::new(process),
            answers: RefCell::new(answers),
            events: write(pipe::Sender::from_owned_fd(events.into())?),
            told: Cell::new(0),
            frames,
            arrived,
            put_off: RefCell::default(),
            has_ended: Cell::new(false),
            is_dead: Cell::new(false),
            _lifeline: lifeline,
            script: Cell::new(Some(folder)),
        })
    }

    /// The next message; `None` when Node has ended.
    pub(super) async fn next(&self) -> Option<Frame> {
        loop {
            if let Some(frame) = self.put_off.borrow_mut().pop_front() {
                return Some(frame);
            }
            match self.frames.try_recv() {
                Ok(frame) => return Some(frame),
                Err(TryRecvError::Disconnected) => return None,
                Err(TryRecvError::Empty) if self.is_dead.get() => return None,
                Err(TryRecvError::Empty) => self.arrived.notified().await,
            }
        }
    }

    /// The next message, waited for on the spot; `None` when none came in time.
    ///
    /// # Errors
    /// When Node has ended.
    pub(super) fn next_within(&self, time: Duration) -> Result<Option<Frame>, FrontEndError> {
        match self.frames.recv_timeout(time) {
            Ok(frame) => Ok(Some(frame)),
            Err(RecvTimeoutError::Timeout) => Ok(None),
            Err(RecvTimeoutError::Disconnected) => Err(FrontEndError::new(self.obituary())),
        }
    }

    /// Keeps a message for [`Self::next`].
    pub(super) fn put_off(&self, frame: Frame) {
        self.put_off.borrow_mut().push_back(frame);
        self.arrived.notify_one();
    }

    /// Answers the question that Node stands still for. One that has ended gets none, and its end is seen anyway.
    pub fn answer(&self, kind: u8, text: &str) {
        if let Ok(bytes) = Frame::bytes(kind, text) {
            let _ = self.answers.borrow_mut().write_all(&bytes);
        }
    }

    /// Says something by itself.
    pub fn tell(&self, kind: u8, text: &str) {
        if let Ok(bytes) = Frame::bytes(kind, text) {
            self.told.set(self.told.get() + 1);
            let _ = self.events.send(bytes);
        }
    }

    /// How often something was said by [`Self::tell`].
    pub fn told(&self) -> u64 {
        self.told.get()
    }

    /// Ends it at once.
    pub fn end(&self) {
        self.has_ended.set(true);
        let _ = self.process.borrow_mut().kill();
    }

    /// Whether [`Self::end`] has ended it.
    pub fn has_ended(&self) -> bool {
        self.has_ended.get()
    }

    /// Whether it runs no more. What it has started may live on, and hold its pipes open: it is not waited for.
    pub fn is_gone(&self) -> bool {
        if matches!(self.process.borrow_mut().try_wait(), Ok(Some(_))) {
            self.is_dead.set(true);
            self.arrived.notify_one();
        }
        self.is_dead.get()
    }

    /// How it ended, for people.
    pub fn obituary(&self) -> String {
        let mut process = self.process.borrow_mut();
        // Its pipes are closed: what lives on without them is of no use.
        let _ = process.kill();
        let told = process.wait().map_or_else(|error| error.to_string(), how);
        format!("Node ({}) {told}", self.program.path.display())
    }
}

fn how(status: ExitStatus) -> String {
    match (status.code(), status.signal()) {
        (Some(code), _) => format!("has ended with exit code {code}"),
        (None, Some(signal)) => format!("was ended by signal {signal}"),
        (None, None) => "has ended".to_owned(),
    }
}

/// Reads in a thread of its own: an answer from Node must be had also while nothing else can run here.
fn read(mut messages: PipeReader) -> (Receiver<Frame>, Arc<Notify>) {
    let (sender, frames) = channel();
    let arrived = Arc::new(Notify::new());
    let notify = arrived.clone();
    thread::spawn(move || {
        while let Ok(Some(frame)) = Frame::read(&mut messages) {
            if sender.send(frame).is_err() {
                break;
            }
            notify.notify_one();
        }
        drop(sender);
        notify.notify_one();
    });
    (frames, arrived)
}

/// Writes as Node reads: it may be busy for a while.
fn write(mut events: pipe::Sender) -> mpsc::UnboundedSender<Vec<u8>> {
    let (sender, mut frames) = mpsc::unbounded_channel::<Vec<u8>>();
    tokio::task::spawn_local(async move {
        while let Some(bytes) = frames.recv().await {
            if events.write_all(&bytes).await.is_err() {
                break;
            }
        }
    });
    sender
}
