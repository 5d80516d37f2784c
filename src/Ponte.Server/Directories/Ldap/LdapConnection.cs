using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Ponte.Server.Directories.Ldap;

/// <summary>
/// One connection to an LDAP server that takes one request at a time: open, bind, search (RFC 4511). Everything can be cancelled; a connection
/// whose request was cancelled or failed is of no use any more.
/// </summary>
internal sealed class LdapConnection : IAsyncDisposable
{
    private const int MaxMessage = 256 * 1024;
    private const int DefaultPort = 389;
    private const int DefaultTlsPort = 636;
    private readonly Stream _stream;
    private byte[] _buffer = new byte[4096];
    private int _filled;
    private int _lastId;

    private LdapConnection(Stream stream) => _stream = stream;

    /// <summary>Opens a connection.</summary>
    /// <param name="server"><c>ldap</c> or <c>ldaps</c>.</param>
    /// <param name="trust">How the server's certificate is judged; null as the system does.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LdapException">The server cannot be reached.</exception>
    public static async Task<LdapConnection> OpenAsync(Uri server, X509ChainPolicy? trust, CancellationToken cancellationToken)
    {
        var isTls = server.Scheme is "ldaps";
        var port = server.Port > 0 ? server.Port : (isTls ? DefaultTlsPort : DefaultPort);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Stream? stream = null;
        try
        {
            await socket.ConnectAsync(server.IdnHost, port, cancellationToken).ConfigureAwait(false);
            stream = new NetworkStream(socket, ownsSocket: true);
            if (isTls)
            {
                var tls = new SslStream(stream);
                stream = tls;
                var options = new SslClientAuthenticationOptions { TargetHost = server.IdnHost, CertificateChainPolicy = trust?.Clone() };
                await tls.AuthenticateAsClientAsync(options, cancellationToken).ConfigureAwait(false);
            }
            return new LdapConnection(stream);
        }
        catch (Exception e) when (e is SocketException or IOException or System.Security.Authentication.AuthenticationException)
        {
            await CloseAsync(stream, socket).ConfigureAwait(false);
            throw new LdapException(e.Message, e);
        }
        catch (OperationCanceledException)
        {
            await CloseAsync(stream, socket).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Signs in by name and password.</summary>
    /// <exception cref="LdapException">The server refuses, or the connection failed.</exception>
    public async Task BindAsync(string name, string password, CancellationToken cancellationToken)
    {
        var id = ++_lastId;
        await SendAsync(LdapWriter.Bind(id, name, password), cancellationToken).ConfigureAwait(false);
        LdapMessage message;
        do
        {
            message = await ReceiveAsync(id, cancellationToken).ConfigureAwait(false);
        } while (message.Kind != LdapMessageKind.BindResponse);
        if (message.ResultCode != LdapResult.Success)
        {
            throw new LdapException($"the sign-in as bindDn is refused: {LdapResult.Describe(message.ResultCode)}");
        }
    }

    /// <summary>Searches, and gives the entries.</summary>
    /// <param name="request">Makes the request for a message id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="LdapException">The server refuses, or the connection failed.</exception>
    public async Task<IReadOnlyList<LdapMessage>> SearchAsync(Func<int, byte[]> request, CancellationToken cancellationToken)
    {
        var id = ++_lastId;
        await SendAsync(request(id), cancellationToken).ConfigureAwait(false);
        var entries = new List<LdapMessage>();
        while (true)
        {
            var message = await ReceiveAsync(id, cancellationToken).ConfigureAwait(false);
            if (message.Kind == LdapMessageKind.Entry && entries.Count < LdapResult.MaxEntries)
            {
                entries.Add(message);
            }
            else if (message.Kind == LdapMessageKind.Done)
            {
                return message.ResultCode is LdapResult.Success or LdapResult.SizeLimitExceeded
                    ? entries
                    : throw new LdapException($"the search is refused: {LdapResult.Describe(message.ResultCode)}");
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private static async ValueTask CloseAsync(Stream? stream, Socket socket)
    {
        if (stream is not null)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
        }
        socket.Dispose();
    }

    private async Task SendAsync(byte[] message, CancellationToken cancellationToken)
    {
        try
        {
            await _stream.WriteAsync(message, cancellationToken).ConfigureAwait(false);
            await _stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            throw new LdapException(e.Message, e) { IsStale = true };
        }
    }

    /// <summary>The next message that answers a request.</summary>
    private async Task<LdapMessage> ReceiveAsync(int id, CancellationToken cancellationToken)
    {
        while (true)
        {
            var length = LdapReader.LengthOf(_buffer.AsSpan(0, _filled), MaxMessage);
            if (length < 0)
            {
                throw new LdapException("the server speaks no LDAP, or sent more than is read");
            }
            if (length == 0 || length > _filled)
            {
                await FillAsync(Math.Max(length, 2), cancellationToken).ConfigureAwait(false);
                continue;
            }
            var message = LdapReader.Read(_buffer.AsMemory(0, length));
            _buffer.AsSpan(length, _filled - length).CopyTo(_buffer);
            _filled -= length;
            if (message is null)
            {
                throw new LdapException("the server sent a message that is no LDAP");
            }
            if (message.Id == 0)
            {
                throw new LdapException("the server closes the connection") { IsStale = true };
            }
            if (message.Id == id)
            {
                return message;
            }
        }
    }

    private async Task FillAsync(int wanted, CancellationToken cancellationToken)
    {
        if (wanted > _buffer.Length || _filled == _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(wanted, _buffer.Length * 2));
        }
        try
        {
            var read = await _stream.ReadAsync(_buffer.AsMemory(_filled), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                throw new LdapException("the server closed the connection") { IsStale = true };
            }
            _filled += read;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            throw new LdapException(e.Message, e) { IsStale = true };
        }
    }
}
