using Ponte.Calls.Model;
using Ponte.Pbx.Document;
using Ponte.Pbx.Routing;
using Ponte.Sip.Messages;

namespace Ponte.Pbx.Phones;

/// <summary>Who calls from a phone: its user, whatever the phone says of itself.</summary>
internal static class PhoneCallers
{
    /// <summary>
    /// The caller. Of the user's own numbers the phone may choose one by its From; any other From is not believed. It may withhold the number.
    /// </summary>
    public static Caller Of(SipRequest invite, UserSettings user)
    {
        var from = invite.From?.Uri?.UserText ?? "";
        var own = user.Extension.Length > 0 ? user.Extension : user.Number;
        own = own.Length > 0 ? own : user.Teams?.Number ?? "";
        var number = from.Length > 0 && from.Equals(user.Number, StringComparison.Ordinal) ? user.Number : own;
        return CallerReader.IsAnonymous(invite.From) || invite.Headers.HasToken(HeaderName.Privacy, "id")
            ? new Caller(new Party("", "", IsAnonymous: true), number)
            : new Caller(new Party(number, user.Name), number);
    }
}
