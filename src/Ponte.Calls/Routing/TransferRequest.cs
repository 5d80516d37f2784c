using Ponte.Calls.Live;
using Ponte.Calls.Model;
using Ponte.Sip.Messages;

namespace Ponte.Calls.Routing;

/// <summary>A party hands its call over to somebody who has to be called.</summary>
/// <param name="CallId">The call.</param>
/// <param name="At">Wall-clock time, UTC.</param>
/// <param name="Transferor">The leg of the party that hands over: its rights count.</param>
/// <param name="Outside">The party that stays: whom the new party shall see.</param>
/// <param name="ReferTo">Where to.</param>
/// <param name="ReferToText">The URI of <paramref name="ReferTo"/> byte for byte, without headers embedded in it.</param>
/// <param name="ReferredByText">Referred-By byte for byte; null without.</param>
public sealed record TransferRequest(
    CallId CallId,
    DateTimeOffset At,
    LegIdentity Transferor,
    Party Outside,
    NameAddress ReferTo,
    string ReferToText,
    string? ReferredByText
);
