namespace Ponte.Sip.Transports.Tls;

/// <summary>
/// Stands between the TLS library and the socket of a connection that a peer opened, and holds our last words of a TLS 1.2 handshake back until
/// the peer's certificate is judged. The library sends them before it asks for the judgement and cannot send an alert; so a peer that is
/// refused would believe that it was let in, and never learn why it was thrown out.
/// </summary>
/// <remarks>
/// Held back is a write that begins with ChangeCipherSpec (RFC 5246 section 7.1). Until it is sent our side of the connection is not encrypted,
/// so an alert in the clear is what the RFC asks for there. In TLS 1.3 the peer is through before its certificate arrives (RFC 8446 section
/// 4.4.2.4): it sees the connection end.
/// </remarks>
internal sealed class HandshakeGate(Stream inner) : Stream
{
    private const byte ChangeCipherSpec = 20;
    private const byte Alert = 21;
    private const byte Fatal = 2;

    private byte[]? _held;
    private bool _isOpen;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The peer is let in: what was held back goes out, and the gate stays open.</summary>
    public async ValueTask OpenAsync(CancellationToken cancellationToken)
    {
        _isOpen = true;
        if (_held is { } held)
        {
            _held = null;
            await inner.WriteAsync(held, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The peer is refused: instead of what was held back it gets an alert.</summary>
    public async ValueTask RefuseAsync(TlsRefusal refusal, CancellationToken cancellationToken)
    {
        if (_held is not null)
        {
            _held = null;
            byte[] record = [Alert, 3, 3, 0, 2, Fatal, Description(refusal)];
            await inner.WriteAsync(record, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_isOpen || buffer.IsEmpty || buffer.Span[0] != ChangeCipherSpec)
        {
            return inner.WriteAsync(buffer, cancellationToken);
        }
        _held = buffer.ToArray();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.ReadAsync(buffer, cancellationToken);

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        inner.ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    /// <inheritdoc/>
    public override void Flush() => inner.Flush();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }
        base.Dispose(disposing);
    }

    /// <summary>The alert of RFC 5246 section 7.2.2 that says it best.</summary>
    private static byte Description(TlsRefusal refusal) =>
        refusal switch
        {
            TlsRefusal.NoCertificate => 40, // handshake_failure, section 7.4.6
            TlsRefusal.Untrusted => 48, // unknown_ca
            TlsRefusal.Expired or TlsRefusal.NotYetValid => 45, // certificate_expired: "expired or is not currently valid"
            TlsRefusal.WrongUsage => 43, // unsupported_certificate
            TlsRefusal.WrongName => 49, // access_denied: "a valid certificate was received, but access control was applied"
            _ => 42, // bad_certificate
        };
}
