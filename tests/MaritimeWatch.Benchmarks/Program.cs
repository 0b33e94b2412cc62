BenchmarkDotNet.Running.BenchmarkSwitcher.FromAssembly(typeof(MaritimeWatch.Benchmarks.GatewayBenchmarks).Assembly).Run(args);
