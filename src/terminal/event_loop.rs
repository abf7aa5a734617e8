//! The event loop: events in, frames and effects out.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use super::exporter::{ExportRequest, Exporter};
use super::input::{Keyboard, Typed};
use super::kiosk::{ProcessorShare, SessionTimer, WaitOutcome, drop_processes};
use super::loop_event::LoopEvent;
use super::renderer::Renderer;
use super::search_worker::SearchWorker;
use super::tty::NoTerminal;
use super::watcher::Watcher;
use super::{clipboard, opener, signals, tty};
use crate::app::{Effect, Event, HabitChange, Preferences, Purpose, State, update};
use crate::config::HabitStore;
use crate::exchange::ExportOptions;
use crate::model::RecordRef;
use crate::present::Marks;
use crate::search::{everything, search};
use crate::session::{BrowseSession, Env, Invalidation, OpenDirectory, now};
use crate::ui::Theme;

/// How long the first frame waits for the answer to a query on the command line.
const FIRST_ANSWER: Duration = Duration::from_millis(40);

/// The maximum time for which a frame after a key waits for the answer.
const ANSWER_PATIENCE: Duration = Duration::from_millis(8);

/// How long no event may have come since the terminal's size changed before a frame is drawn for it: dragging the edge of a
/// window changes the size with each movement, and each frame would be sent whole.
const RESIZE_QUIET: Duration = Duration::from_millis(30);
/// The longest time between two frames while events keep coming.
const FRAME_PATIENCE: Duration = Duration::from_millis(100);

/// The appearance of the browser on this terminal, and the features that it may use.
#[derive(Clone, Debug)]
pub(crate) struct BrowserSetup {
    /// The signs that the terminal can show.
    pub marks: Marks,
    /// The style of each role.
    pub theme: Theme,
    /// Whether the terminal sends what the mouse does.
    pub mouse: bool,
    /// The preferences of the user.
    pub preferences: Preferences,
    /// Where the habits of the user are kept. `None` if none are kept.
    pub habits: Option<HabitStore>,
    /// The program that opens numbers and addresses, with its arguments.
    pub opener: Vec<String>,
}

/// Why the browser ended.
#[derive(Clone, Debug)]
pub(crate) enum ExitReason {
    /// The user left it, with a text to print.
    Quit(Option<String>),
    /// The user chose records of this directory.
    Chosen(Arc<OpenDirectory>, Vec<RecordRef>),
    /// A time limit was reached: without a key, or in total.
    Expired { is_idle: bool },
    /// The data is no longer valid, and there is no file to read again.
    Invalidated(Invalidation),
}

/// Runs the browser until the user leaves it.
///
/// # Errors
///
/// [`NoTerminal`] if there is none, or if it goes away.
pub(crate) fn browse(
    session: BrowseSession,
    setup: BrowserSetup,
    purpose: Purpose,
    env: Env<'static>,
) -> Result<ExitReason, NoTerminal> {
    tty::use_mouse(setup.mouse);
    tty::set_up()?;
    let reason = EventLoop::start(session, setup, purpose, env).and_then(|(events, state)| events.run(state));
    tty::give_back();
    reason.map_err(NoTerminal)
}

/// The threads that send events, and the resources for effects.
struct EventLoop {
    events: Receiver<LoopEvent>,
    env: Env<'static>,
    open: Arc<OpenDirectory>,
    search_worker: SearchWorker,
    exporter: Exporter,
    watcher: Option<Watcher>,
    keyboard: Keyboard,
    renderer: Renderer,
    timer: SessionTimer,
    /// `None` unless other sessions share the processor, as in a kiosk.
    share: Option<ProcessorShare>,
    /// Whether the program is about to be stopped: until it continues, the terminal belongs to another program.
    is_stopping: bool,
    exit: Option<ExitReason>,
    habits: Option<HabitStore>,
    /// Look-ups that are not in the file yet.
    unkept: Vec<HabitChange>,
    opener: Vec<String>,
}

impl EventLoop {
    /// Starts the threads and shows the first frame.
    fn start(
        session: BrowseSession,
        setup: BrowserSetup,
        purpose: Purpose,
        env: Env<'static>,
    ) -> io::Result<(Self, State)> {
        let BrowseSession { open, reloader, lang, today, query, limits } = session;
        let (sender, events) = channel();
        signals::watch(sender.clone(), limits.is_none())?;
        let open = Arc::new(open);
        let directory = Arc::clone(&open.directory);
        let answer = everything(&directory);
        let state = State::new(directory, answer, today, lang, setup.marks, tty::size());
        let mut state = state.with_purpose(purpose).with_preferences(setup.preferences);
        if let Some(store) = &setup.habits {
            let habits = store.load();
            let is_first = habits.is_none();
            state = state.with_habits(habits.unwrap_or_default());
            // It is shown once: only if that can be noted.
            if is_first && purpose == Purpose::Browse && store.keep(&[]).is_ok() {
                state = state.with_greeting();
            }
        }
        let mut renderer = Renderer::new(setup.theme);
        let is_kiosk = limits.is_some();
        let is_valid = || open.invalidation().is_none();
        if query.is_empty() && !is_kiosk {
            // This comes before building the index, so that the first frame does not share the processor with it.
            renderer.show(&state, &is_valid)?;
        }
        let search_worker = SearchWorker::start(Arc::clone(&open), today, is_kiosk, sender.clone())?;
        if !query.is_empty() {
            state = state.with_query(query);
            search_worker.search(1, state.query.value().to_owned());
            state = with_first_answer(state, &events, &sender);
            if !is_kiosk {
                renderer.show(&state, &is_valid)?;
            }
        }
        let watcher = reloader.map(|reloader| Watcher::start(reloader, env, sender.clone())).transpose()?;
        let exporter = Exporter::new(sender.clone(), env);
        let keyboard = Keyboard::start(sender)?;
        if is_kiosk {
            drop_processes()?;
            // A kiosk is shown when it is locked, not before.
            renderer.show(&state, &is_valid)?;
        }
        let timer = SessionTimer::new(limits);
        let share = is_kiosk.then(ProcessorShare::new);
        let event_loop = Self {
            events,
            env,
            open,
            search_worker,
            exporter,
            watcher,
            keyboard,
            renderer,
            timer,
            share,
            is_stopping: false,
            exit: None,
            habits: setup.habits,
            unkept: Vec::new(),
            opener: setup.opener,
        };
        Ok((event_loop, state))
    }

    /// Reacts to events until the browser ends.
    fn run(mut self, mut state: State) -> io::Result<ExitReason> {
        while self.exit.is_none() {
            self.rest();
            let Some(first) = self.wait() else {
                return Ok(ExitReason::Expired { is_idle: self.timer.is_idle() });
            };
            state = self.drain(state, first)?;
            state = self.await_answer(state)?;
            if self.exit.is_none() && !self.is_stopping {
                state = self.show(state)?;
            }
        }
        if let Some(store) = self.habits.filter(|_| !self.unkept.is_empty()) {
            // A convenience that is lost is no reason to fail.
            _ = store.keep(&self.unkept);
        }
        Ok(self.exit.unwrap_or(ExitReason::Quit(None)))
    }

    /// Waits for the next event. `None` if a time limit is reached.
    fn wait(&mut self) -> Option<LoopEvent> {
        match self.timer.wait(&self.events) {
            WaitOutcome::Event(event) => Some(event),
            WaitOutcome::Announced { left, is_idle } => {
                let seconds = left.as_secs() + u64::from(left.subsec_nanos() > 0);
                Some(LoopEvent::State(Event::Closing { seconds, is_idle }))
            }
            WaitOutcome::Over => None,
        }
    }

    /// Handles all events that are waiting before a frame is drawn, so that a pasted page is one frame. If events never
    /// stop coming, a frame is still drawn every [`FRAME_PATIENCE`].
    fn drain(&mut self, mut state: State, first: LoopEvent) -> io::Result<State> {
        let until = Instant::now() + FRAME_PATIENCE;
        let mut next = Some(first);
        let mut is_resized = false;
        while let Some(event) = next {
            is_resized |= matches!(event, LoopEvent::Resized);
            state = self.handle(state, event)?;
            let is_over = self.exit.is_some() || Instant::now() >= until;
            let patience = if is_resized { RESIZE_QUIET } else { Duration::ZERO };
            next = if is_over { None } else { self.events.recv_timeout(patience).ok() };
        }
        Ok(state)
    }

    /// Waits a moment for the answer to what was typed, and for a short file: they nearly always come before a user could
    /// see a frame without them, and then there is one frame instead of two.
    fn await_answer(&mut self, mut state: State) -> io::Result<State> {
        let until = Instant::now() + ANSWER_PATIENCE;
        while self.exit.is_none() && (state.answered < state.generation || state.exporting.is_some()) {
            let Ok(event) = self.events.recv_timeout(until.saturating_duration_since(Instant::now())) else { break };
            state = self.handle(state, event)?;
        }
        Ok(state)
    }

    fn handle(&mut self, state: State, event: LoopEvent) -> io::Result<State> {
        let event = match event {
            LoopEvent::State(event) => event,
            LoopEvent::FoundInExcerpt { generation, open, answer } => {
                if generation == state.generation {
                    self.open = Arc::clone(&open);
                }
                Event::FoundInExcerpt { generation, directory: Arc::clone(&open.directory), answer }
            }
            LoopEvent::Typed(typed) => return Ok(self.handle_typed(state, typed)),
            LoopEvent::Resized => Event::Resize(tty::size()),
            LoopEvent::Continued => {
                tty::set_up().map_err(|NoTerminal(cause)| cause)?;
                self.renderer.forget();
                self.is_stopping = false;
                Event::Resize(tty::size())
            }
            LoopEvent::Reloading => Event::Reloading,
            LoopEvent::Reloaded { open, is_new } => return Ok(self.replace(*open, is_new, state)),
            LoopEvent::ReloadFailed(error) => Event::Refused(error.words(state.lang)),
            LoopEvent::HungUp => return Err(io::ErrorKind::BrokenPipe.into()),
        };
        Ok(self.update(state, event))
    }

    /// Yields the processor to other sessions if this one has used its share.
    fn rest(&mut self) {
        if let Some(share) = &mut self.share {
            share.rest();
        }
    }

    fn handle_typed(&mut self, mut state: State, typed: Vec<Typed>) -> State {
        self.keyboard.release();
        // Only the keyboard keeps a session from being idle.
        self.timer.note_key();
        if let Some(watcher) = &self.watcher {
            watcher.check();
        }
        for typed in typed {
            if self.exit.is_some() {
                break;
            }
            self.rest();
            let event = match typed {
                Typed::Key(key) => Event::Key(key),
                Typed::Text(text) => Event::Text(text),
                Typed::Mouse(event) => Event::Mouse(event),
            };
            #[cfg(feature = "test-panic")]
            panic_for_test(&event);
            state = self.update(state, event);
        }
        state
    }

    /// The state after an event, when its effects are done or begun.
    fn update(&mut self, state: State, event: Event) -> State {
        state.directory.set_now(now(self.env));
        let (mut state, effects) = update(state, event);
        for effect in effects {
            match effect {
                Effect::Search { generation, query } => self.search_worker.search(generation, query),
                Effect::Copy(copied) => {
                    let way = clipboard::copy(copied.form.text(), self.env);
                    (state, _) = update(state, Event::Copied { copied, way });
                }
                Effect::Export { records, format, path, replaces } => {
                    let options = ExportOptions { format, base: None, lang: state.lang, today: state.today };
                    let request = ExportRequest { records, path, replaces, options };
                    self.exporter.start(request, &self.open);
                }
                Effect::OpenLink(link) => {
                    let outcome = opener::open(&self.opener, &link, self.env);
                    (state, _) = update(state, Event::Opened { link, outcome });
                }
                Effect::Keep(change) => self.keep(change),
                Effect::Redraw => self.renderer.redraw(),
                Effect::Stop => {
                    self.is_stopping = self.timer.is_unlimited() && signals::stop();
                    if !self.is_stopping {
                        (state, _) = update(state, Event::CannotStop);
                    }
                }
                Effect::Print(text) => self.exit = Some(ExitReason::Quit(Some(text))),
                Effect::Choose(records) => self.exit = Some(ExitReason::Chosen(Arc::clone(&self.open), records)),
                Effect::Quit => self.exit = Some(ExitReason::Quit(None)),
            }
        }
        state
    }

    /// Stores a change of the habits. A favourite is saved at once, because a link may drop, other changes at the end.
    fn keep(&mut self, change: HabitChange) {
        let is_favourite = !matches!(change, HabitChange::LookedUp(_));
        self.unkept.push(change);
        if let Some(store) = self.habits.as_ref().filter(|_| is_favourite)
            && store.keep(&self.unkept).is_ok()
        {
            self.unkept.clear();
        }
    }

    /// Switches to another directory. Its answer comes in the same event, so that no frame mixes two directories.
    fn replace(&mut self, open: OpenDirectory, is_new: bool, state: State) -> State {
        self.open = Arc::new(open);
        self.search_worker.use_directory(Arc::clone(&self.open));
        let directory = Arc::clone(&self.open.directory);
        let answer = Arc::new(search(&directory, self.open.index(), state.query.value(), state.today));
        let state = self.update(state, Event::Reloaded { directory, answer, is_new });
        if self.open.is_unindexed() {
            // An excerpt takes seconds; until then, the first records are shown.
            self.search_worker.search(state.generation, state.query.value().to_owned());
        }
        state
    }

    /// Shows a state, unless the data that the view has read is no longer valid.
    fn show(&mut self, state: State) -> io::Result<State> {
        let open = Arc::clone(&self.open);
        self.renderer.show(&state, &|| open.invalidation().is_none())?;
        self.check_validity(state)
    }

    /// If the data is no longer valid, shows no record until the model has been read again.
    fn check_validity(&mut self, state: State) -> io::Result<State> {
        let Some(invalidation) = self.open.invalidation() else { return Ok(state) };
        let Some(watcher) = &self.watcher else {
            self.exit = Some(ExitReason::Invalidated(invalidation));
            return Ok(state);
        };
        watcher.reload(self.open.index_path().map(Path::to_owned));
        self.open = Arc::new(self.open.without_records());
        self.search_worker.use_directory(Arc::clone(&self.open));
        let directory = Arc::clone(&self.open.directory);
        let state = self.update(state, Event::Lost { directory });
        self.renderer.show(&state, &|| true)?;
        Ok(state)
    }
}

/// Waits a moment for the answer to the query of the command line.
fn with_first_answer(state: State, events: &Receiver<LoopEvent>, sender: &Sender<LoopEvent>) -> State {
    match events.recv_timeout(FIRST_ANSWER) {
        Ok(LoopEvent::State(event)) => update(state, event).0,
        Ok(other) => {
            // Another size, for example: the loop handles it.
            _ = sender.send(other);
            state
        }
        Err(_) => state,
    }
}

/// Panics at F5 if the environment asks for it, by a variable that a kiosk keeps, too: tests see that the terminal is
/// given back.
#[cfg(feature = "test-panic")]
fn panic_for_test(event: &Event) {
    let is_asked = std::env::var_os("LC_TEST_PANIC").is_some();
    let is_key = matches!(event, Event::Key(crate::app::Key::F(5)));
    assert!(!(is_asked && is_key), "asked for by a test");
}
