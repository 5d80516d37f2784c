namespace Ponte.Pbx.Phones.Guard;

/// <summary>What strangers may do before they are limited or banned.</summary>
/// <remarks>
/// Failures count for the pair of address and user first: a phone with an old password behind an office's NAT bans itself, not the office.
/// An address is banned when it tries many users, or fails very often. All bans end by themselves.
/// </remarks>
public sealed record GuardOptions
{
    /// <summary>Requests a second from an address that none of our phones has proven itself from. Default 20.</summary>
    public int StrangerRequestsPerSecond { get; init; } = 20;

    /// <summary>How many such requests may come at once. Default 1,200: an office of 500 phones that all begin at once, with two
    /// requests each.</summary>
    public int StrangerBurst { get; init; } = 1_200;

    /// <summary>The same for an address that phones have proven themselves from. Default 1,000: an office behind one NAT, or a proxy.</summary>
    public int KnownRequestsPerSecond { get; init; } = 1_000;

    /// <summary>Requests at once from such an address. Default 4,000.</summary>
    public int KnownBurst { get; init; } = 4_000;

    /// <summary>Wrong passwords of one address for one user before the two together are banned. Default 10.</summary>
    public int FailuresPerPair { get; init; } = 10;

    /// <summary>Users that one address may fail for before it is banned. Default 5; with a proven phone there, <see cref="KnownFactor"/> times as many.</summary>
    public int UsersPerAddress { get; init; } = 5;

    /// <summary>Wrong passwords of one address, for all users, before it is banned. Default 30.</summary>
    public int FailuresPerAddress { get; init; } = 30;

    /// <summary>Wrong passwords for one user, from all addresses, before only those addresses are served where the user proved itself. Default 60.</summary>
    public int FailuresPerUser { get; init; } = 60;

    /// <summary>
    /// Users that one address may ask for without ever proving to be one of them before it is banned. Default 600: the phones of an office
    /// that all begin at once. A name that was only asked for tells nothing. An address where a phone has proven itself is not banned for it, since without a password anybody can
    /// send in its name.
    /// </summary>
    public int UnprovenUsersPerAddress { get; init; } = 600;

    /// <summary>How much more an address may do where phones have proven themselves. Default 10.</summary>
    public int KnownFactor { get; init; } = 10;

    /// <summary>In which time failures count. Default 10 min.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a ban lasts. Default 15 min.</summary>
    public TimeSpan Ban { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a pair of address and user is banned. Default 5 min: whoever has mended the password of a phone can wait so long.</summary>
    public TimeSpan PairBan { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long an address counts as known after a phone proved itself there. Default 24 h.</summary>
    public TimeSpan KnownFor { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Addresses, users and pairs that are remembered, of each. Default 20,000; beyond it the one seen longest ago is forgotten.</summary>
    public int Entries { get; init; } = 20_000;
}
