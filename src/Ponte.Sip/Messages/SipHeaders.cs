using System.Collections;

namespace Ponte.Sip.Messages;

/// <summary>The header fields of a message in their order: slices of its octets, made text when asked for.</summary>
public sealed class SipHeaders : IReadOnlyList<SipHeader>
{
    private readonly ReadOnlyMemory<byte> _message;
    private readonly HeaderSlot[] _slots;

    internal SipHeaders(ReadOnlyMemory<byte> message, HeaderSlot[] slots)
    {
        _message = message;
        _slots = slots;
    }

    /// <summary>How many header lines there are.</summary>
    public int Count => _slots.Length;

    /// <summary>The header line at a position.</summary>
    public SipHeader this[int index] => new(_message, _slots[index]);

    /// <summary>Whether the header field is there.</summary>
    public bool Contains(HeaderName name) => IndexOf(name, 0) >= 0;

    /// <summary>The value of the first line of a header field; null if it is not there.</summary>
    public string? First(HeaderName name)
    {
        var index = IndexOf(name, 0);
        return index < 0 ? null : this[index].Value;
    }

    /// <summary>The value of the first line of a header field by its name, in any case; null if it is not there.</summary>
    public string? First(string name) => All(name).FirstOrDefault();

    /// <summary>The values of all lines of a header field, one for each line.</summary>
    public IEnumerable<string> All(HeaderName name)
    {
        for (var i = IndexOf(name, 0); i >= 0; i = IndexOf(name, i + 1))
        {
            yield return this[i].Value;
        }
    }

    /// <summary>The values of all lines of a header field by its name, in any case.</summary>
    public IEnumerable<string> All(string name)
    {
        var known = HeaderNames.Find(name);
        return known != HeaderName.Other
            ? All(known)
            : this.Where(h => h.Name == HeaderName.Other && string.Equals(h.NameText, name, StringComparison.OrdinalIgnoreCase))
                .Select(h => h.Value);
    }

    /// <summary>
    /// The elements of a comma-separated header field over all its lines, in order. Commas in quoted strings and between angle brackets do not
    /// separate; empty elements are left out. Privacy is separated by semicolons (RFC 3323 4.2), so both separate there.
    /// </summary>
    public IEnumerable<string> Values(HeaderName name)
    {
        foreach (var line in All(name))
        {
            foreach (var element in ListText.Split(line, ','))
            {
                if (name != HeaderName.Privacy)
                {
                    yield return element;
                    continue;
                }
                foreach (var part in ListText.Split(element, ';'))
                {
                    yield return part;
                }
            }
        }
    }

    /// <summary>Whether a list header field (Supported, Require, Allow, Privacy …) has an element, in any case; parameters behind it do not count.</summary>
    public bool HasToken(HeaderName name, string token) =>
        Values(name)
            .Any(v =>
            {
                var end = v.IndexOf(';', StringComparison.Ordinal);
                return (end < 0 ? v : v[..end]).AsSpan().TrimEnd().Equals(token, StringComparison.OrdinalIgnoreCase);
            });

    /// <summary>The addresses of a header field that lists them (Contact, Route, Record-Route, P-Asserted-Identity …); what is not an address is left out.</summary>
    public IReadOnlyList<NameAddress> Addresses(HeaderName name)
    {
        var result = new List<NameAddress>();
        foreach (var line in All(name))
        {
            result.AddRange(NameAddress.ParseList(line));
        }
        return result;
    }

    /// <summary>The number that the first line of a header field begins with (Max-Forwards, Expires, Min-SE, RSeq, Retry-After …); null if there is none.</summary>
    public uint? Number(HeaderName name)
    {
        var text = First(name);
        return text is not null && Scan.TryNumber(text.AsSpan(0, Scan.CountDigits(text)), uint.MaxValue, out var value) ? value : null;
    }

    /// <inheritdoc/>
    public IEnumerator<SipHeader> GetEnumerator()
    {
        for (var i = 0; i < _slots.Length; i++)
        {
            yield return this[i];
        }
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal int IndexOf(HeaderName name, int from)
    {
        for (var i = from; i < _slots.Length; i++)
        {
            if (_slots[i].Name == name)
            {
                return i;
            }
        }
        return -1;
    }
}
