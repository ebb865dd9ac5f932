//! Trains the tagger of names and measures it; `src/names/MODEL.md` says on what, and how to run it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use clap::Parser;
use copydesk::names::train::{CENSUS, CORPORA, Course, Packed, Settings};

/// Trains the tagger of names; prints its figures, cross-validated.
#[derive(Parser)]
struct Options {
    /// The folder of the marked articles.
    #[arg(long)]
    corpora: PathBuf,
    /// The folder of the census files.
    #[arg(long)]
    lexicon: PathBuf,
    /// Where to write the weights, `src/names/model` for those that ship.
    #[arg(long)]
    out: Option<PathBuf>,
    /// Where to write the names that were missed or false.
    #[arg(long)]
    errors: Option<PathBuf>,
    #[arg(long)]
    seed: Option<u64>,
    #[arg(long)]
    rounds: Option<usize>,
    #[arg(long)]
    rate: Option<f32>,
    #[arg(long)]
    decay: Option<f32>,
    #[arg(long)]
    dropout: Option<f64>,
    #[arg(long)]
    copies: Option<usize>,
    #[arg(long)]
    copy_weight: Option<f32>,
}

fn main() -> ExitCode {
    match run(&Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("train-names: {message}");
            ExitCode::from(2)
        }
    }
}

fn run(options: &Options) -> Result<(), String> {
    let shipped = Settings::default();
    let settings = Settings {
        rounds: options.rounds.unwrap_or(shipped.rounds),
        rate: options.rate.unwrap_or(shipped.rate),
        decay: options.decay.unwrap_or(shipped.decay),
        dropout: options.dropout.unwrap_or(shipped.dropout),
        seed: options.seed.unwrap_or(shipped.seed),
        copies: options.copies.unwrap_or(shipped.copies),
        copy_weight: options.copy_weight.unwrap_or(shipped.copy_weight),
    };
    let files = |corpus: &copydesk::names::train::Corpus| {
        corpus.files.iter().map(|file| read(&options.corpora, file)).collect()
    };
    let corpora = CORPORA.iter().map(files).collect::<Result<Vec<Vec<String>>, String>>()?;
    let [female, male, family] = CENSUS.map(|file| read(&options.lexicon, file));
    let course = Course::new(&corpora, &[female?, male?, family?], settings)?;
    let outcome = course.finish(train_all(&course)?)?;
    print!("{}", outcome.figures);
    if let Some(path) = &options.errors {
        write(path, outcome.errors.as_bytes())?;
    }
    if let Some(folder) = &options.out {
        for (name, content) in &outcome.files {
            write(&folder.join(name), content)?;
        }
    }
    Ok(())
}

/// Trains every model of the course, on as many threads as the machine has cores. Each model is the same whichever
/// thread trains it.
fn train_all(course: &Course) -> Result<Vec<Packed>, String> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(Course::MODELS);
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, Packed)>> = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let model = next.fetch_add(1, Ordering::Relaxed);
                    if model >= Course::MODELS {
                        break;
                    }
                    let packed = course.train(model);
                    if let Ok(mut done) = done.lock() {
                        done.push((model, packed));
                    }
                    eprintln!("model {} of {} is trained", model + 1, Course::MODELS);
                }
            });
        }
    });
    let mut models = done.into_inner().map_err(|error| error.to_string())?;
    models.sort_by_key(|(model, _)| *model);
    Ok(models.into_iter().map(|(_, packed)| packed).collect())
}

fn read(folder: &Path, file: &str) -> Result<String, String> {
    let path = folder.join(file);
    fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
}

fn write(path: &Path, content: &[u8]) -> Result<(), String> {
    fs::write(path, content).map_err(|error| format!("{}: {error}", path.display()))
}
