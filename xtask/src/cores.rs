//! Work that several cores share.

use std::sync::Mutex;
use std::thread;

use anyhow::{Result, anyhow};

/// Does `work` with each item, on all cores; the items are begun in their order, so put the longest first. The first
/// error is returned, after what was begun has ended.
pub fn each<T: Send>(items: Vec<T>, work: impl Fn(T) -> Result<()> + Sync) -> Result<()> {
    let waiting = Mutex::new(items.into_iter());
    let next = || waiting.lock().ok().and_then(|mut items| items.next());
    let do_some = || -> Result<()> {
        while let Some(item) = next() {
            work(item)?;
        }
        Ok(())
    };
    thread::scope(|scope| {
        let cores = thread::available_parallelism().map_or(1, usize::from);
        let threads: Vec<_> = (0..cores).map(|_| scope.spawn(do_some)).collect();
        threads.into_iter().try_for_each(|thread| thread.join().map_err(|_| anyhow!("a thread stopped"))?)
    })
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use anyhow::bail;

    use super::*;

    #[test]
    fn each_item_is_worked_on_once() {
        let done: Vec<AtomicUsize> = (0..100).map(|_| AtomicUsize::new(0)).collect();
        each((0..100).collect(), |i: usize| {
            done[i].fetch_add(1, Ordering::Relaxed);
            Ok(())
        })
        .unwrap();
        assert!(done.iter().all(|times| times.load(Ordering::Relaxed) == 1));
    }

    #[test]
    fn an_error_comes_out() {
        let worked = |i: usize| if i == 7 { bail!("the seventh") } else { Ok(()) };
        assert_eq!(each((0..20).collect(), worked).unwrap_err().to_string(), "the seventh");
        each(Vec::<usize>::new(), worked).unwrap();
    }
}
