namespace Ponte.Pbx.Phones.Registrar;

/// <summary>How long bindings live, and how many and how large they may be.</summary>
public sealed record RegistrarLimits
{
    /// <summary>A shorter binding is refused with 423. Default 60 s: what a battery-driven handset still bears. RFC 3261 wants less than an hour.</summary>
    public TimeSpan MinimumExpires { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A longer binding is shortened. Also the time of one that asks for none. Default 1 h, as RFC 3261 20.19 proposes.</summary>
    public TimeSpan MaximumExpires { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// The same for phones behind a NAT that register over UDP: their next REGISTER must come before the NAT forgets them. Default 2 min.
    /// </summary>
    public TimeSpan MaximumExpiresBehindNat { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// The same for phones on a connection: it is closed when nothing comes for half an hour, and not every phone sends keep-alives. Default
    /// 10 min.
    /// </summary>
    public TimeSpan MaximumExpiresOnConnection { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Bindings of one account. One more takes the place of the one that would end first: a phone that forgot its own must not lock itself out. Default 10.</summary>
    public int BindingsPerAccount { get; init; } = 10;

    /// <summary>Bindings altogether; one more is refused with 503. Default 20,000.</summary>
    public int Bindings { get; init; } = 20_000;

    /// <summary>Characters of a Contact URI, of an instance and of a Call-ID. Default 512.</summary>
    public int Text { get; init; } = 512;

    /// <summary>Values of Path. Default 5: more proxies than any house has.</summary>
    public int PathValues { get; init; } = 5;

    /// <summary>How long a phone with RFC 5626 may be silent on its connection: what <c>Flow-Timer</c> tells it. Default 2 min.</summary>
    public TimeSpan FlowTimer { get; init; } = TimeSpan.FromMinutes(2);
}
