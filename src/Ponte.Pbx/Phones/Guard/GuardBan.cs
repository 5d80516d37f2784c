namespace Ponte.Pbx.Phones.Guard;

/// <summary>A ban that has just begun.</summary>
/// <param name="Kind">Who is banned.</param>
/// <param name="Address">The address, or network of IPv6, that gave the occasion.</param>
/// <param name="Lasts">How long it lasts.</param>
public sealed record GuardBan(GuardBanKind Kind, string Address, TimeSpan Lasts);
