using System.Buffers.Text;
using System.Diagnostics;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Channels;
using Ponte.Bench.Sip.Wire;
using Ponte.Simulator.Certificates;

namespace Ponte.Bench.Sip.Load;

/// <summary>The called side on TLS, as Microsoft's hub: wants a certificate, answers on the connection that the server opened.</summary>
internal sealed class TlsHub : IDisposable
{
    private const int LongestMessage = 16 << 10;
    private readonly TcpListener _listener = new(Place.Hub);
    private readonly X509Certificate2 _certificate;
    private readonly SslStreamCertificateContext _context;
    private readonly TimeSpan _answerDelay;
    private readonly CancellationTokenSource _ended = new();

    public TlsHub(DemoCertificates certificates, TimeSpan answerDelay)
    {
        _answerDelay = answerDelay;
        using var read = X509Certificate2.CreateFromPemFile(certificates.MicrosoftCertificate, certificates.MicrosoftKey);
        _certificate = X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), password: null);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(certificates.MicrosoftCertificate);
        chain.RemoveAt(0);
        _context = SslStreamCertificateContext.Create(_certificate, chain, offline: true);
        _listener.Start();
        _ = AcceptAsync();
    }

    public void Dispose()
    {
        _ended.Cancel();
        _listener.Dispose();
        _certificate.Dispose();
        _ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_ended.Token);
                socket.NoDelay = true;
                _ = ServeAsync(socket);
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Ended.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        await using var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
        try
        {
            await stream.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions
                {
                    ServerCertificateContext = _context,
                    ClientCertificateRequired = true,
                    EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                    RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate is not null,
                },
                _ended.Token
            );
            using var connection = new Connection(stream, _answerDelay);
            await connection.RunAsync(_ended.Token);
        }
        catch (Exception error)
            when (error is OperationCanceledException or IOException or AuthenticationException or ObjectDisposedException)
        {
            // The server closed it, or the run is over.
        }
    }

    /// <summary>One connection. Answers to INVITE wait in the order in which they came, as all wait equally long.</summary>
    private sealed class Connection(SslStream stream, TimeSpan answerDelay) : IDisposable
    {
        private readonly Channel<(long Due, byte[] Answer)> _answers = Channel.CreateUnbounded<(long, byte[])>(
            new UnboundedChannelOptions { SingleReader = true, SingleWriter = true }
        );
        private readonly SemaphoreSlim _writing = new(1);
        private readonly byte[] _in = new byte[256 << 10];
        private readonly byte[] _out = new byte[512 << 10];
        private readonly Dictionary<string, byte[]> _answerEnds = new(StringComparer.Ordinal);
        private readonly byte[] _ringingEnd = Encoding.UTF8.GetBytes($"Contact: <sip:{Contact}>\r\nContent-Length: 0\r\n\r\n");
        private uint _tag;

        private static string Contact => $"{Place.HubName}:{Place.Hub.Port};transport=tls";

        public async Task RunAsync(CancellationToken cancellationToken)
        {
            var answering = AnswerAsync(cancellationToken);
            var filled = 0;
            while (true)
            {
                var read = await stream.ReadAsync(_in.AsMemory(filled), cancellationToken);
                if (read == 0)
                {
                    break;
                }
                filled += read;
                var written = TakeAll(ref filled);
                if (written > 0)
                {
                    await WriteAsync(_out.AsMemory(0, written), cancellationToken);
                }
            }
            _answers.Writer.Complete();
            await answering;
        }

        public void Dispose() => _writing.Dispose();

        private async Task AnswerAsync(CancellationToken cancellationToken)
        {
            var due = new byte[256 << 10];
            while (await _answers.Reader.WaitToReadAsync(cancellationToken))
            {
                var length = 0;
                while (_answers.Reader.TryPeek(out var next) && length + next.Answer.Length <= due.Length)
                {
                    var wait = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), next.Due);
                    if (wait > TimeSpan.Zero && length > 0)
                    {
                        break;
                    }
                    if (wait > TimeSpan.Zero)
                    {
                        await Task.Delay(wait < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : wait, cancellationToken);
                    }
                    _answers.Reader.TryRead(out next);
                    next.Answer.CopyTo(due, length);
                    length += next.Answer.Length;
                }
                await WriteAsync(due.AsMemory(0, length), cancellationToken);
            }
        }

        private async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
        {
            await _writing.WaitAsync(cancellationToken);
            try
            {
                await stream.WriteAsync(bytes, cancellationToken);
            }
            finally
            {
                _writing.Release();
            }
        }

        /// <summary>Answers all whole messages; what is left of a part moves to the front.</summary>
        private int TakeAll(ref int filled)
        {
            var used = 0;
            var written = 0;
            while (Next(_in.AsSpan(used, filled - used)) is > 0 and var length && written < _out.Length - LongestMessage)
            {
                if (MessageView.TryRead(_in.AsSpan(used, length), out var message))
                {
                    written += Take(message, _in.AsSpan(used, length), _out.AsSpan(written));
                }
                used += length;
            }
            _in.AsSpan(used, filled - used).CopyTo(_in);
            filled -= used;
            return written;
        }

        private int Take(in MessageView message, ReadOnlySpan<byte> bytes, Span<byte> target)
        {
            switch (message.Kind)
            {
                case MessageKind.Bye or MessageKind.Options or MessageKind.Cancel:
                    return Reply.WriteOk(target, message);
                case MessageKind.Invite:
                    var tag = ++_tag;
                    var length = Reply.Write(target, message, "180 Ringing"u8, tag, _ringingEnd);
                    var rest = target[length..];
                    var answer = rest[..Reply.Write(rest, message, "200 OK"u8, tag, AnswerEnd(bytes))].ToArray();
                    _answers.Writer.TryWrite((Stopwatch.GetTimestamp() + (long)(answerDelay.TotalSeconds * Stopwatch.Frequency), answer));
                    return length;
                default:
                    return 0;
            }
        }

        /// <summary>The end of the 200 that suits an offer: with SRTP under the offered tag, or without.</summary>
        private byte[] AnswerEnd(ReadOnlySpan<byte> invite)
        {
            var suite = invite.IndexOf(" AES_CM_128_HMAC_SHA1_80 "u8);
            var start = suite < 0 ? -1 : invite[..suite].LastIndexOf((byte)':') + 1;
            var tag = start < 0 ? "" : Encoding.UTF8.GetString(invite[start..suite]);
            if (!_answerEnds.TryGetValue(tag, out var end))
            {
                end =
                    start < 0
                        ? Callee.AnswerEnd(Contact, "RTP/AVP", null)
                        : Callee.AnswerEnd(
                            Contact,
                            "RTP/SAVP",
                            $"a=crypto:{tag} AES_CM_128_HMAC_SHA1_80 inline:{Convert.ToBase64String(new byte[30])}|2^31\r\n"
                        );
                _answerEnds.Add(tag, end);
            }
            return end;
        }

        /// <summary>The length of the first message, of the blank lines before it, or 0 where it is not whole.</summary>
        private static int Next(ReadOnlySpan<byte> bytes)
        {
            if (bytes.StartsWith("\r\n"u8))
            {
                return 2;
            }
            var head = bytes.IndexOf("\r\n\r\n"u8);
            if (head < 0)
            {
                return 0;
            }
            var body = 0;
            var lines = new LineReader(bytes[..(head + 2)]);
            while (lines.Next(out var line))
            {
                var colon = line.IndexOf((byte)':');
                if (colon > 0 && MessageView.Is(line[..colon], "content-length"u8, (byte)'l'))
                {
                    _ = Utf8Parser.TryParse(line[(colon + 1)..].TrimStart((byte)' '), out body, out _);
                }
            }
            var length = head + 4 + body;
            return length <= bytes.Length ? length : 0;
        }
    }
}
