using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;
using Ponte.Media.Stun;
using Ponte.Simulator.Media;
using Ponte.Sip.Sdp;

namespace Ponte.Simulator.Tests.Media;

/// <summary>The full ICE of a simulated client against an SBC that a test plays by hand.</summary>
public sealed class IceClientTests : IAsyncDisposable
{
    private const string Password = "sbcPassword0123456789012";
    private static readonly CancellationToken Patience = new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    private readonly MediaClock _clock = new(TimeProvider.System);
    private readonly UdpClient _sbc = new(new IPEndPoint(IPAddress.Loopback, 0));
    private readonly MediaEndpoint _client;
    private readonly Channel<string> _faults = Channel.CreateUnbounded<string>();
    private readonly TaskCompletionSource _nominated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IceCredentials _ours = new("", "");

    public IceClientTests()
    {
        _client = new MediaEndpoint(_clock, new MediaPorts(IPAddress.Parse("127.7.0.4"), 22_000, 22_999), keepsFirstAddress: false)
        {
            Nominated = () => _nominated.TrySetResult(),
            IceFailed = fault => _faults.Writer.TryWrite(fault),
        };
    }

    [Fact]
    public async Task Nominates_once_it_may_and_only_what_was_answered()
    {
        Begin(mayNominate: false);
        for (var i = 0; i < 3; i++)
        {
            (await TakeAsync(answer: true)).Should().BeFalse("it may not nominate yet");
        }
        _client.IsNominated.Should().BeFalse();
        _client.AllowNomination();
        while (!await TakeAsync(answer: true)) { }
        await _nominated.Task.WaitAsync(Patience);
        _client.IsNominated.Should().BeTrue();
        _faults.Reader.TryPeek(out _).Should().BeFalse();
    }

    [Fact]
    public async Task Without_answers_it_never_nominates()
    {
        Begin(mayNominate: true);
        for (var i = 0; i < 5; i++)
        {
            (await TakeAsync(answer: false)).Should().BeFalse();
        }
        _client.IsNominated.Should().BeFalse();
    }

    [Fact]
    public async Task Check_of_the_SBC_is_a_fault()
    {
        Begin(mayNominate: true);
        await TakeAsync(answer: true);
        var buffer = new byte[200];
        var writer = new StunWriter(buffer, StunClass.Request, new byte[12]);
        writer.AddFingerprint();
        await _sbc.SendAsync(buffer.AsMemory(0, writer.Length), _client.LocalRtp, Patience);
        (await _faults.Reader.ReadAsync(Patience)).Should().Be("the SBC sent a check of its own");
    }

    [Theory]
    [InlineData(Password, 1, "was answered by")]
    [InlineData("anotherPassword012345678", 0, "not authentic")]
    public async Task Answer_that_is_wrong_is_a_fault(string password, int portOffset, string fault)
    {
        Begin(mayNominate: true);
        await TakeAsync(answer: true, password, portOffset);
        (await _faults.Reader.ReadAsync(Patience)).Should().Contain(fault);
        _client.IsNominated.Should().BeFalse();
    }

    [Fact]
    public async Task Media_before_the_nomination_is_found()
    {
        Begin(mayNominate: false);
        await TakeAsync(answer: true);
        await _sbc.SendAsync(new byte[] { 0x80, 8, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0 }, _client.LocalRtp, Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (_client.Findings.BeforeNomination == 0)
        {
            await timer.WaitForNextTickAsync(Patience);
        }
        _client.Findings.Faults.Should().Contain("media before a nomination");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _clock.DisposeAsync();
        _sbc.Dispose();
    }

    private void Begin(bool mayNominate)
    {
        _ours = _client.UseIce(mayNominate);
        _client.Check(new IceCredentials("sbcF", Password), (IPEndPoint)_sbc.Client.LocalEndPoint!);
    }

    /// <summary>Takes the next check, which must be right, and answers it. True when it nominates.</summary>
    private async Task<bool> TakeAsync(bool answer, string password = Password, int portOffset = 0)
    {
        var datagram = await _sbc.ReceiveAsync(Patience);
        datagram.RemoteEndPoint.Should().Be(_client.LocalRtp);
        var (reply, nominates) = Judge(datagram.Buffer, password, portOffset);
        if (answer)
        {
            await _sbc.SendAsync(reply, datagram.RemoteEndPoint, Patience);
        }
        return nominates;
    }

    private (byte[] Reply, bool Nominates) Judge(byte[] datagram, string password, int portOffset)
    {
        StunMessage.TryParse(datagram, out var check).Should().BeTrue();
        check.Class.Should().Be(StunClass.Request);
        check.HasFingerprint.Should().BeTrue();
        check.IsAuthentic(new StunKey(Password)).Should().BeTrue();
        check.Has(StunAttribute.IceControlling).Should().BeTrue();
        check.TryFind(StunAttribute.UserName, out var user).Should().BeTrue();
        Encoding.ASCII.GetString(user).Should().Be($"sbcF:{_ours.Fragment}");
        var buffer = new byte[200];
        var writer = new StunWriter(buffer, StunClass.Success, check.TransactionId);
        writer.Add(StunAttribute.XorMappedAddress, Mixed(_client.LocalRtp, portOffset));
        writer.AddIntegrity(new StunKey(password));
        writer.AddFingerprint();
        return (buffer[..writer.Length], check.Has(StunAttribute.UseCandidate));
    }

    /// <summary>RFC 8489 section 14.2 for IPv4, once more and by hand.</summary>
    private static byte[] Mixed(IPEndPoint address, int portOffset)
    {
        var port = (address.Port + portOffset) ^ 0x2112;
        var bytes = address.Address.GetAddressBytes();
        return
        [
            0,
            1,
            (byte)(port >> 8),
            (byte)port,
            (byte)(bytes[0] ^ 0x21),
            (byte)(bytes[1] ^ 0x12),
            (byte)(bytes[2] ^ 0xA4),
            (byte)(bytes[3] ^ 0x42),
        ];
    }
}
