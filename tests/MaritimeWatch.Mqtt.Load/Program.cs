using MaritimeWatch.Mqtt.Load;

return args switch
{
    ["receive", ..] => await Receiver.RunAsync(Receiver.Order.Parse(args.AsSpan(1))),
    ["throughput", var rounds, var messages] => await Throughput.RunAsync(Number(rounds), Number(messages)),
    _ => Usage(),
};

static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

static int Usage()
{
    Console.Error.WriteLine("usage: throughput ROUNDS MESSAGES | receive PORT VERSION QOS CLIENT TOPIC COUNT");
    return 2;
}
