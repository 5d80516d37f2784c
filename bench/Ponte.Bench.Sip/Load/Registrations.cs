using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Ponte.Bench.Sip.Wire;

namespace Ponte.Bench.Sip.Load;

/// <summary>Phones that register over UDP with digest authentication (SHA-256), spread over offices with an address each. One thread.</summary>
internal sealed class Registrations : IDisposable
{
    /// <summary>Phones of one address: an office.</summary>
    private const int PhonesPerOffice = 500;

    private static readonly TimeSpan Lost = TimeSpan.FromMilliseconds(500);

    private readonly string _host = Place.Ponte.Address.ToString();
    private readonly Phone[] _phones;
    private readonly UdpPort[] _offices;
    private readonly Dictionary<int, long> _underWay = [];
    private readonly byte[] _buffer = new byte[4096];

    public Registrations(int phones, Func<int, string> login, string password, IPEndPoint? first = null)
    {
        _phones = [.. Enumerable.Range(0, phones).Select(i => new Phone(login(i), password))];
        _offices = [.. Enumerable.Range(0, ((phones - 1) / PhonesPerOffice) + 1).Select(i => new UdpPort(first ?? Office(i), Place.Ponte))];
        Contact = i => first?.ToString() ?? Office(i / PhonesPerOffice).ToString();
    }

    private Func<int, string> Contact { get; }

    /// <summary>REGISTER requests that were sent, those again for want of an answer apart.</summary>
    public int Sent { get; private set; }

    public int SentAgain { get; private set; }

    /// <summary>From REGISTER to 200, with the challenge where there was one.</summary>
    public Histogram Times { get; private set; } = new();

    /// <summary>Registers the phones once, in their order.</summary>
    /// <param name="count">How many, from the first one on; more than there are begin with the first again.</param>
    /// <param name="rate">Phones a second; null: as fast as the server answers, with a fixed number under way.</param>
    /// <returns>How many were answered by 200, how many by anything else, and how long it took.</returns>
    public (int Registered, int Refused, TimeSpan Time) Register(int count, int? rate)
    {
        const int Window = 64;
        (Sent, SentAgain, Times) = (0, 0, new Histogram());
        var (next, registered, refused) = (0, 0, 0);
        var start = Stopwatch.GetTimestamp();
        while (registered + refused < count)
        {
            var now = Stopwatch.GetTimestamp();
            var due = rate is { } r ? Math.Min(count, (int)(Stopwatch.GetElapsedTime(start, now).TotalSeconds * r) + 1) : count;
            while (next < due && (rate is not null || _underWay.Count < Window) && !_underWay.ContainsKey(next % _phones.Length))
            {
                Begin(next++ % _phones.Length, now);
            }
            foreach (var office in _offices)
            {
                int length;
                while ((length = office.Receive(_buffer)) >= 0)
                {
                    var status = Take(_buffer.AsSpan(0, length));
                    registered += status == 200 ? 1 : 0;
                    refused += status is 0 or 200 ? 0 : 1;
                }
            }
            SendLostAgain(now);
            UdpPort.Wait(_offices[0], null, _offices.Length > 1 ? 0 : 1);
        }
        return (registered, refused, Stopwatch.GetElapsedTime(start));
    }

    public void Dispose()
    {
        foreach (var office in _offices)
        {
            office.Dispose();
        }
    }

    private static IPEndPoint Office(int number) => new(new IPAddress([127, 0, 10, (byte)(number + 1)]), 5060);

    private void Begin(int index, long now)
    {
        _phones[index].Started = now;
        Send(index, now);
    }

    private void Send(int index, long now)
    {
        var phone = _phones[index];
        phone.CSeq++;
        phone.Text = Encoding.ASCII.GetBytes(phone.Write(index, _host, Contact(index)));
        _underWay[index] = now;
        Sent++;
        _offices[index / PhonesPerOffice].Send(phone.Text);
    }

    private void SendLostAgain(long now)
    {
        foreach (var index in _underWay.Where(u => Stopwatch.GetElapsedTime(u.Value, now) > Lost).Select(u => u.Key).ToList())
        {
            SentAgain++;
            _underWay[index] = now;
            _offices[index / PhonesPerOffice].Send(_phones[index].Text);
        }
    }

    /// <summary>Takes an answer; the final status of a registration, 0 where it goes on.</summary>
    private int Take(ReadOnlySpan<byte> datagram)
    {
        if (
            !MessageView.TryRead(datagram, out var message)
            || !int.TryParse(Encoding.ASCII.GetString(message.CallId).Split('-')[^1], CultureInfo.InvariantCulture, out var index)
            || !_underWay.ContainsKey(index)
            || !message.CSeq.StartsWith(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{_phones[index].CSeq} ")))
        )
        {
            return 0;
        }
        var now = Stopwatch.GetTimestamp();
        if (message.Status == 401 && _phones[index].TakeChallenge(Encoding.ASCII.GetString(message.Lines)))
        {
            Send(index, now);
            return 0;
        }
        _underWay.Remove(index);
        Times.Add(Stopwatch.GetElapsedTime(_phones[index].Started, now));
        return message.Status;
    }

    private sealed class Phone(string login, string password)
    {
        private string _nonce = "";
        private string _realm = "";
        private int _count;

        public uint CSeq;
        public long Started;
        public byte[] Text = [];

        /// <summary>Takes a nonce; false where the one it has was just refused without a new one.</summary>
        public bool TakeChallenge(string headers)
        {
            var line = headers.Split("\r\n").FirstOrDefault(l => l.Contains("SHA-256", StringComparison.Ordinal));
            if (line is null || Value(line, "nonce") is not { } nonce || Value(line, "realm") is not { } realm)
            {
                return false;
            }
            var isNew = !nonce.Equals(_nonce, StringComparison.Ordinal);
            (_nonce, _realm, _count) = (nonce, realm, 0);
            return isNew;
        }

        private static string? Value(string line, string name)
        {
            var at = line.IndexOf($"{name}=\"", StringComparison.Ordinal);
            return at < 0 ? null : line[(at + name.Length + 2)..].Split('"')[0];
        }

        public string Write(int index, string host, string contact) =>
            string.Create(
                CultureInfo.InvariantCulture,
                $"REGISTER sip:{host} SIP/2.0\r\nVia: SIP/2.0/UDP {contact};branch=z9hG4bKreg{index}x{CSeq};rport\r\nFrom: <sip:{login}@{host}>;tag=t{index}\r\nTo: <sip:{login}@{host}>\r\nCall-ID: reg-{index}\r\nCSeq: {CSeq} REGISTER\r\nContact: <sip:{login}@{contact}>\r\nExpires: 3600\r\nMax-Forwards: 70\r\n{Credentials(host)}Content-Length: 0\r\n\r\n"
            );

        private string Credentials(string host)
        {
            if (_nonce.Length == 0)
            {
                return "";
            }
            var (uri, count) = ($"sip:{host}", (++_count).ToString("x8", CultureInfo.InvariantCulture));
            var response = Hash($"{Hash($"{login}:{_realm}:{password}")}:{_nonce}:{count}:c:auth:{Hash($"REGISTER:{uri}")}");
            return $"Authorization: Digest username=\"{login}\", realm=\"{_realm}\", nonce=\"{_nonce}\", uri=\"{uri}\", algorithm=SHA-256, qop=auth, nc={count}, cnonce=\"c\", response=\"{response}\"\r\n";
        }

        private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(text)));
    }
}
