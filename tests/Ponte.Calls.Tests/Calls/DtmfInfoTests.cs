using System.Text;
using Ponte.Calls.Events;
using Ponte.Calls.Live;
using Ponte.Calls.Model;

namespace Ponte.Calls.Tests.Calls;

/// <summary>Keys that phones send in INFO.</summary>
public sealed class DtmfInfoTests : CallTests
{
    [Theory]
    [InlineData("Signal=5\r\nDuration=160\r\n", '5')]
    [InlineData("Signal= *\nDuration= 250", '*')]
    [InlineData("Duration=100\r\nsignal=d", 'D')]
    [InlineData("Signal=11\r\n", '#')]
    [InlineData("7", '7')]
    [InlineData("10\r\n", '*')]
    [InlineData("Signal=16", null)]
    [InlineData("Signal=", null)]
    [InlineData("Duration=160", null)]
    [InlineData("", null)]
    [InlineData("x", null)]
    public void Bodies_name_one_key(string body, char? key) => DtmfInfo.Read(Encoding.UTF8.GetBytes(body)).Should().Be(key);

    [Fact]
    public void Bodies_that_are_too_long_name_none() =>
        DtmfInfo.Read(Encoding.UTF8.GetBytes("5\n" + new string(' ', 300))).Should().BeNull();

    [Fact]
    public void Key_in_info_is_told_as_any_other()
    {
        var (caller, callee) = Bench.Established();
        caller.SendsInfo("application/dtmf-relay", "Signal=9\r\nDuration=160\r\n");
        caller.Takes(200);
        Bench.Sink.Single<LegDigit>().Should().BeEquivalentTo(new { Leg = new LegId(1), Digit = '9' });
        caller.SendsInfo("application/dtmf", "nonsense");
        caller.Takes(400);
        caller.SendsInfo("application/other", "9");
        caller.Takes(415);
        caller.Bye();
        callee.TakesBye();
    }
}
