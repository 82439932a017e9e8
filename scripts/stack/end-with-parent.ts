// Preloaded into what the demo and the browser tests start: a parent that was killed cannot stop it any more.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
