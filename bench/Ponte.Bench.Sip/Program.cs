using Ponte.Bench.Sip.Load;
using Ponte.Bench.Sip.Servers;

var folder = Directory.CreateTempSubdirectory("ponte-bench").FullName;
using var server = new KamailioServer(folder);
await Task.Delay(2000);
for (var i = 0; i < 3; i++)
{
    var before = server.Cost();
    var load = CallLoad.RunAll(
        new LoadPlan
        {
            Server = server.Address,
            Rate = 300,
            Calls = 1500,
        },
        Place.ExchangeNumber
    );
    var used = server.Cost().Since(before);
    var c = load.Counters;
    Console.WriteLine(
        $"{used.Cpu.TotalMilliseconds / 1.5:F0} ms per 1000, own {load.OwnCost.TotalMilliseconds / 1.5:F0}, completed {c.Completed} shed {c.Shed} refused {c.Refused} {c.LastRefusal} timeout {c.TimedOut} dropped {c.Dropped} rtx {c.Retransmissions} setup {c.SetUp.Percentile(.5).TotalMilliseconds:F2} {c.SetUp.Percentile(.99).TotalMilliseconds:F2}"
    );
}
