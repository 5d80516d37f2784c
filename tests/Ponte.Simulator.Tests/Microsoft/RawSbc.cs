using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ponte.Simulator.Certificates;
using Ponte.Simulator.Tests.Carrier;
using Ponte.Sip.Messages;

namespace Ponte.Simulator.Tests.Microsoft;

/// <summary>A TLS connection to a hub on which a test writes what it likes.</summary>
internal sealed class RawSbc : IAsyncDisposable
{
    private readonly SslStream _stream;
    private readonly SipStreamFramer _framer = new(SipLimits.Default);

    private RawSbc(SslStream stream) => _stream = stream;

    public static RawSbc On(SslStream stream) => new(stream);

    /// <summary>Connects with the certificate of the bench's SBC.</summary>
    public static Task<RawSbc> ConnectAsync(IPEndPoint hub) =>
        ConnectAsync(hub, File.ReadAllText(MicrosoftBench.Demo.SbcCertificate), File.ReadAllText(MicrosoftBench.Demo.SbcKey));

    public static Task<RawSbc> ConnectAsync(IPEndPoint hub, TestCertificate certificate, bool withChain = true) =>
        ConnectAsync(hub, withChain ? certificate.ChainPem : certificate.CertificatePem, certificate.KeyPem);

    public static async Task<RawSbc> ConnectAsync(
        IPEndPoint hub,
        string? chainPem,
        string? keyPem,
        SslProtocols protocols = SslProtocols.Tls12
    )
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(hub, CarrierPair.Patience);
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = "sip.pstnhub.microsoft.com",
            EnabledSslProtocols = protocols,
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
        };
        if (chainPem is not null)
        {
            var chain = new X509Certificate2Collection();
            chain.ImportFromPem(chainPem);
            options.ClientCertificateContext = SslStreamCertificateContext.Create(
                X509Certificate2.CreateFromPem(chainPem, keyPem),
                [.. chain.Skip(1)],
                offline: true
            );
        }
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        await stream.AuthenticateAsClientAsync(options, CarrierPair.Patience);
        return new RawSbc(stream);
    }

    public Task SendAsync(string text) =>
        _stream.WriteAsync(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n")), CarrierPair.Patience).AsTask();

    public Task SendAsync(SipMessage message) => _stream.WriteAsync(message.Bytes, CarrierPair.Patience).AsTask();

    /// <summary>The next message; null when the connection ends.</summary>
    public async Task<SipMessage?> ReadAsync()
    {
        while (true)
        {
            switch (_framer.Read())
            {
                case { Kind: SipFrameKind.Message } frame:
                    return frame.Message;
                case { Kind: SipFrameKind.Incomplete }:
                    int count;
                    try
                    {
                        count = await _stream.ReadAsync(_framer.GetBuffer(), CarrierPair.Patience);
                    }
                    catch (IOException)
                    {
                        return null;
                    }
                    if (count == 0)
                    {
                        return null;
                    }
                    _framer.Advance(count);
                    break;
            }
        }
    }

    /// <summary>The next final response to a method.</summary>
    public async Task<SipResponse> FinalAsync(SipMethod method)
    {
        while (true)
        {
            if (await ReadAsync() is SipResponse { StatusCode: >= 200 } response && response.CSeq.Method == method)
            {
                return response;
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        _framer.Dispose();
        return _stream.DisposeAsync();
    }
}
