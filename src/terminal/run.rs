//! The loop: what happens goes in, frames and effects come out.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::input::{ESC_PATIENCE, Keys, Typed};
use super::renewer::Renewer;
use super::screen::Frames;
use super::searcher::Searcher;
use super::start::Env;
use super::stay::Stay;
use super::tty::NoTerminal;
use super::{clipboard, kiosk, signals, tty};
use crate::app::{Effect, Event, State, update};
use crate::cli::{Browse, Distrust, Ready, Refusal};
use crate::search::search;
use crate::ui::Theme;

/// How long the first frame waits for the answer to a query given on the command line.
const FIRST_ANSWER: Duration = Duration::from_millis(40);

/// How long a frame after a key waits for the answer to what was typed.
const ANSWER_PATIENCE: Duration = Duration::from_millis(8);

/// How long nothing may have happened since the terminal's size changed before a frame is drawn for it: a window that is
/// drawn larger changes its size with each movement of the hand, and each frame would be sent whole.
const RESIZE_QUIET: Duration = Duration::from_millis(30);
/// How long a frame waits at most while the size goes on changing.
const RESIZE_PATIENCE: Duration = Duration::from_millis(100);

/// Something for the loop to take note of.
#[derive(Debug)]
pub(super) enum Happening {
    /// For the state.
    Event(Event),
    /// The terminal has another size.
    Resized,
    /// The program was stopped and goes on.
    Continued,
    /// The directory has changed, and reading it takes a while.
    Renewing,
    /// There is another directory.
    Renewed(Box<Ready>),
    /// There would be another directory, but it cannot be used.
    Refused(Refusal),
    /// The terminal is gone.
    Gone,
}

/// Runs the browser until somebody leaves it; gives back why it was left.
///
/// # Errors
///
/// [`NoTerminal`] when there is none, or when it goes away.
pub(super) fn browse(browse: Browse, env: Env) -> Result<Left, NoTerminal> {
    tty::set_up()?;
    let left = run(browse, env);
    tty::give_back();
    left.map_err(NoTerminal)
}

/// Why the browser was left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Left {
    /// Somebody left it, and wanted this printed.
    Quit(Option<String>),
    /// They stayed as long as they may: without a key, or at all.
    Expired { is_idle: bool },
    /// The files that it reads are no longer what they were, so that nothing it shows counts.
    Untrusted(Distrust),
}

fn run(browse: Browse, env: Env) -> io::Result<Left> {
    let (happenings, waiting) = channel();
    signals::watch(happenings.clone(), browse.limits.is_none())?;
    let ready = Arc::new(browse.ready);
    let directory = Arc::clone(&ready.directory);
    let everything = crate::search::everything(&directory);
    let mut state = State::new(directory, everything, browse.today, browse.lang, browse.marks, tty::size());
    let theme = if browse.color { Theme::COLOR } else { Theme::PLAIN };
    let mut frames = Frames::new(theme);
    let is_kiosk = browse.limits.is_some();
    if browse.query.is_empty() && !is_kiosk {
        // Nothing was asked yet: the first frame does not share the processor with getting ready to search.
        frames.show(&state)?;
    }
    let searcher = Searcher::start(Arc::clone(&ready), browse.today, happenings.clone())?;
    if !browse.query.is_empty() {
        state.query = browse.query.into();
        state.generation = 1;
        searcher.ask(1, state.query.value().to_owned());
        state = take_first_answer(state, &waiting, &happenings);
        frames.show(&state)?;
    }
    let renewer = browse.renewal.map(|renewal| Renewer::start(renewal, env, happenings.clone())).transpose()?;
    read_keys(happenings)?;
    if is_kiosk {
        kiosk::stay_alone()?;
        // A kiosk is seen when it is closed, not before.
        frames.show(&state)?;
    }
    let stay = Stay::new(browse.limits);
    let mut world = World { env, ready, searcher, renewer, lost: None, frames, stay, left: None };
    while world.left.is_none() {
        let Some(first) = world.stay.wait(&waiting) else {
            return Ok(Left::Expired { is_idle: world.stay.is_idle() });
        };
        // All that is waiting is taken before a frame is drawn: a pasted page is one frame.
        let mut next = Some(first);
        let resized_until = Instant::now() + RESIZE_PATIENCE;
        let mut is_resized = false;
        while let Some(happening) = next.filter(|_| world.left.is_none()) {
            is_resized |= matches!(happening, Happening::Resized);
            state = world.take(state, happening)?;
            let is_changing = is_resized && Instant::now() < resized_until;
            next = if is_changing { waiting.recv_timeout(RESIZE_QUIET).ok() } else { waiting.try_recv().ok() };
        }
        // An answer is nearly always there before anybody could see a frame without it: then there is one frame, not two.
        let patience = Instant::now() + ANSWER_PATIENCE;
        while world.left.is_none() && state.answered < state.generation {
            let Ok(next) = waiting.recv_timeout(patience.saturating_duration_since(Instant::now())) else { break };
            state = world.take(state, next)?;
        }
        if world.left.is_none() {
            world.frames.show(&state)?;
            state = world.judge(state)?;
        }
    }
    Ok(world.left.unwrap_or(Left::Quit(None)))
}

fn take_first_answer(state: State, waiting: &Receiver<Happening>, happenings: &Sender<Happening>) -> State {
    match waiting.recv_timeout(FIRST_ANSWER) {
        Ok(Happening::Event(event)) => update(state, event).0,
        Ok(other) => {
            // Another size, say: for the loop.
            _ = happenings.send(other);
            state
        }
        Err(_) => state,
    }
}

/// What effects are done with.
struct World {
    env: Env,
    ready: Arc<Ready>,
    searcher: Searcher,
    renewer: Option<Renewer>,
    /// Why there is no directory at the moment.
    lost: Option<Distrust>,
    frames: Frames,
    stay: Stay,
    left: Option<Left>,
}

impl World {
    fn take(&mut self, state: State, happening: Happening) -> io::Result<State> {
        self.stay.note(&happening);
        let event = match happening {
            Happening::Event(event) => event,
            Happening::Resized => Event::Resize(tty::size()),
            Happening::Continued => {
                tty::set_up().map_err(|NoTerminal(cause)| cause)?;
                self.frames.forget();
                Event::Resize(tty::size())
            }
            Happening::Renewing => Event::Renewing,
            Happening::Renewed(ready) => {
                self.lost = None;
                self.replace(*ready, &state)
            }
            Happening::Refused(refusal) => {
                self.left = self.lost.map(Left::Untrusted);
                Event::Refused(refusal.words(state.lang))
            }
            Happening::Gone => return Err(io::ErrorKind::BrokenPipe.into()),
        };
        fail_where_tests_ask(&event);
        if let (Event::Key(_), Some(renewer)) = (&event, &self.renewer) {
            renewer.look();
        }
        Ok(self.obey(state, event))
    }

    /// The state after an event, when all that it asks for is done or begun.
    fn obey(&mut self, state: State, event: Event) -> State {
        let (mut state, effects) = update(state, event);
        for effect in effects {
            match effect {
                Effect::Search { generation, query } => self.searcher.ask(generation, query),
                Effect::Copy(copied) => {
                    let way = clipboard::copy(copied.form.text(), self.env);
                    (state, _) = update(state, Event::Copied { copied, way });
                }
                Effect::Print(text) => self.left = Some(Left::Quit(Some(text))),
                Effect::Quit => self.left = Some(Left::Quit(None)),
            }
        }
        state
    }

    /// Lets another directory be searched from now on; what it has for the query is there at once, so that no frame
    /// shows the answer of one beside the records of another.
    fn replace(&mut self, ready: Ready, state: &State) -> Event {
        self.ready = Arc::new(ready);
        self.searcher.turn_to(Arc::clone(&self.ready));
        let directory = Arc::clone(&self.ready.directory);
        let answer = Arc::new(search(&directory, self.ready.index(), state.query.value(), state.today));
        Event::Renewed { directory, answer }
    }

    /// When what was read no longer counts, nothing of it is shown until it has been read anew.
    fn judge(&mut self, state: State) -> io::Result<State> {
        let Some(distrust) = self.ready.distrust() else { return Ok(state) };
        let Some(renewer) = &self.renewer else {
            self.left = Some(Left::Untrusted(distrust));
            return Ok(state);
        };
        renewer.insist(self.ready.index_path().map(Path::to_owned));
        self.lost = Some(distrust);
        let nobody = self.replace(self.ready.without_records(), &state);
        let state = self.obey(state, nobody);
        let state = self.obey(state, Event::Renewing);
        self.frames.show(&state)?;
        Ok(state)
    }
}

/// Reads the keyboard on a thread of its own, which sleeps until a key comes.
fn read_keys(happenings: Sender<Happening>) -> io::Result<()> {
    let read = move || {
        let mut keys = Keys::default();
        let mut buffer = [0; 4096];
        loop {
            let patience = keys.is_waiting().then_some(ESC_PATIENCE);
            let pressed = match tty::read(&mut buffer, patience) {
                Ok(Some(0)) | Err(_) => break,
                Ok(Some(length)) => keys.take(&buffer[..length], Instant::now()),
                Ok(None) => keys.give_up(Instant::now()).map(Typed::Key).into_iter().collect(),
            };
            for typed in pressed {
                let event = match typed {
                    Typed::Key(key) => Event::Key(key),
                    Typed::Text(text) => Event::Text(text),
                };
                if happenings.send(Happening::Event(event)).is_err() {
                    return;
                }
            }
        }
        _ = happenings.send(Happening::Gone);
    };
    thread::Builder::new().name("keys".to_owned()).spawn(read).map(|_| ())
}

/// Lets tests see what a panic leaves behind: in builds with debug assertions, F5 panics where they ask for it by a
/// variable that a kiosk listens to as well.
#[cfg(debug_assertions)]
fn fail_where_tests_ask(event: &Event) {
    let is_asked = std::env::var_os("LC_TEST_PANIC").is_some();
    let is_key = matches!(event, Event::Key(crate::app::Key::F(5)));
    assert!(!(is_asked && is_key), "asked for by a test");
}

#[cfg(not(debug_assertions))]
fn fail_where_tests_ask(_: &Event) {}
