//! The `gongbao` program: see the library for what it does.

/// A build makes and drops hundreds of millions of small strings, on all cores.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    gongbao::commands::run()
}
