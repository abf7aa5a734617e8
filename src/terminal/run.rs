//! The loop: what happens goes in, frames and effects come out.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use super::input::Typed;
use super::keyboard::Keyboard;
use super::renewer::Renewer;
use super::screen::Frames;
use super::searcher::Searcher;
use super::share::Share;
use super::start::Env;
use super::stay::{Stay, Waited};
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
/// How long a frame waits at most while things go on happening.
const FRAME_PATIENCE: Duration = Duration::from_millis(100);

/// Something for the loop to take note of.
#[derive(Debug)]
pub(super) enum Happening {
    /// For the state.
    Event(Event),
    /// All that came from the keyboard in one read.
    Typed(Vec<Typed>),
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
    /// What it read is no longer what it was, and there is no file to read anew.
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
        frames.show(&state, &|| ready.distrust().is_none())?;
    }
    let searcher = Searcher::start(Arc::clone(&ready), browse.today, is_kiosk, happenings.clone())?;
    if !browse.query.is_empty() {
        state.query = browse.query.into();
        state.generation = 1;
        searcher.ask(1, state.query.value().to_owned());
        state = take_first_answer(state, &waiting, &happenings);
        if !is_kiosk {
            frames.show(&state, &|| ready.distrust().is_none())?;
        }
    }
    let renewer = browse.renewal.map(|renewal| Renewer::start(renewal, env, happenings.clone())).transpose()?;
    let keyboard = Keyboard::start(happenings)?;
    if is_kiosk {
        kiosk::stay_alone()?;
        // A kiosk is seen when it is closed, not before.
        frames.show(&state, &|| ready.distrust().is_none())?;
    }
    let stay = Stay::new(browse.limits);
    let share = is_kiosk.then(Share::new);
    let mut world =
        World { env, ready, searcher, renewer, keyboard, frames, stay, share, is_stopping: false, left: None };
    while world.left.is_none() {
        world.rest();
        let first = match world.stay.wait(&waiting) {
            Waited::For(happening) => happening,
            Waited::Announced { left, is_idle } => {
                let seconds = left.as_secs() + u64::from(left.subsec_nanos() > 0);
                Happening::Event(Event::Closing { seconds, is_idle })
            }
            Waited::Over => return Ok(Left::Expired { is_idle: world.stay.is_idle() }),
        };
        // All that is waiting is taken before a frame is drawn: a pasted page is one frame. Whoever never stops sending
        // still sees something.
        let until = Instant::now() + FRAME_PATIENCE;
        let mut next = Some(first);
        let mut is_resized = false;
        while let Some(happening) = next {
            is_resized |= matches!(happening, Happening::Resized);
            state = world.take(state, happening)?;
            let is_over = world.left.is_some() || Instant::now() >= until;
            let patience = if is_resized { RESIZE_QUIET } else { Duration::ZERO };
            next = if is_over { None } else { waiting.recv_timeout(patience).ok() };
        }
        // An answer is nearly always there before anybody could see a frame without it: then there is one frame, not two.
        let patience = Instant::now() + ANSWER_PATIENCE;
        while world.left.is_none() && state.answered < state.generation {
            let Ok(next) = waiting.recv_timeout(patience.saturating_duration_since(Instant::now())) else { break };
            state = world.take(state, next)?;
        }
        if world.left.is_none() && !world.is_stopping {
            state = world.show(state)?;
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
    keyboard: Keyboard,
    frames: Frames,
    stay: Stay,
    /// Nothing where nobody else has to be thought of.
    share: Option<Share>,
    /// Whether the program is about to be stopped: until it goes on, the terminal is somebody else's.
    is_stopping: bool,
    left: Option<Left>,
}

impl World {
    fn take(&mut self, state: State, happening: Happening) -> io::Result<State> {
        let event = match happening {
            Happening::Event(event) => event,
            Happening::Typed(typed) => return Ok(self.take_typed(state, typed)),
            Happening::Resized => Event::Resize(tty::size()),
            Happening::Continued => {
                tty::set_up().map_err(|NoTerminal(cause)| cause)?;
                self.frames.forget();
                self.is_stopping = false;
                Event::Resize(tty::size())
            }
            Happening::Renewing => Event::Reloading,
            Happening::Renewed(ready) => self.replace(*ready, &state),
            Happening::Refused(refusal) => Event::Refused(refusal.words(state.lang)),
            Happening::Gone => return Err(io::ErrorKind::BrokenPipe.into()),
        };
        Ok(self.obey(state, event))
    }

    /// Lets others have the processor when this session has taken its share.
    fn rest(&mut self) {
        if let Some(share) = &mut self.share {
            share.rest();
        }
    }

    fn take_typed(&mut self, mut state: State, typed: Vec<Typed>) -> State {
        self.keyboard.has_come();
        // Only what somebody does at the keyboard keeps a place open.
        self.stay.note_key();
        if let Some(renewer) = &self.renewer {
            renewer.look();
        }
        for typed in typed {
            if self.left.is_some() {
                break;
            }
            self.rest();
            let event = match typed {
                Typed::Key(key) => Event::Key(key),
                Typed::Text(text) => Event::Text(text),
            };
            fail_where_tests_ask(&event);
            state = self.obey(state, event);
        }
        state
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
                Effect::Redraw => self.frames.redraw(),
                Effect::Stop => {
                    self.is_stopping = self.stay.is_endless() && signals::stop();
                    if !self.is_stopping {
                        (state, _) = update(state, Event::CannotStop);
                    }
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
        Event::Reloaded { directory, answer }
    }

    /// Shows a state, unless what it was made from turns out not to count.
    fn show(&mut self, state: State) -> io::Result<State> {
        let ready = Arc::clone(&self.ready);
        self.frames.show(&state, &|| ready.distrust().is_none())?;
        self.judge(state)
    }

    /// When what was read no longer counts, nothing of it is shown until it has been read anew.
    fn judge(&mut self, state: State) -> io::Result<State> {
        let Some(distrust) = self.ready.distrust() else { return Ok(state) };
        let Some(renewer) = &self.renewer else {
            self.left = Some(Left::Untrusted(distrust));
            return Ok(state);
        };
        renewer.insist(self.ready.index_path().map(Path::to_owned));
        self.ready = Arc::new(self.ready.without_records());
        self.searcher.turn_to(Arc::clone(&self.ready));
        let directory = Arc::clone(&self.ready.directory);
        let state = self.obey(state, Event::Lost { directory });
        self.frames.show(&state, &|| true)?;
        Ok(state)
    }
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
