using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Ponte.Simulator.Tests.Carrier;

namespace Ponte.Simulator.Tests.Microsoft;

/// <summary>A TLS listener with the SBC's certificate, on which a test says what it likes.</summary>
internal sealed class RawListener : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public RawListener() => _listener.Start();

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public Task<RawSbc> AcceptAsync() => AcceptAsync(CarrierPair.Patience);

    public async Task<RawSbc> AcceptAsync(CancellationToken cancellationToken)
    {
        var socket = await _listener.AcceptSocketAsync(cancellationToken);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(MicrosoftBench.Demo.SbcCertificate);
        var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        await stream.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions
            {
                ServerCertificateContext = SslStreamCertificateContext.Create(
                    X509Certificate2.CreateFromPemFile(MicrosoftBench.Demo.SbcCertificate, MicrosoftBench.Demo.SbcKey),
                    [.. chain.Skip(1)],
                    offline: true
                ),
            },
            cancellationToken
        );
        return RawSbc.On(stream);
    }

    public void Dispose() => _listener.Dispose();
}
