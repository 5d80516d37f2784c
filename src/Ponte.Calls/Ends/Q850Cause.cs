namespace Ponte.Calls.Ends;

/// <summary>The causes of ITU-T Q.850 that are read or written here.</summary>
internal static class Q850Cause
{
    public const int UnallocatedNumber = 1;
    public const int NormalClearing = 16;
    public const int UserBusy = 17;
    public const int NoUserResponding = 18;
    public const int NoAnswer = 19;
    public const int SubscriberAbsent = 20;
    public const int CallRejected = 21;
    public const int NumberChanged = 22;
    public const int ExchangeRoutingError = 25;
    public const int AnsweredElsewhere = 26; // "non-selected user clearing"
    public const int DestinationOutOfOrder = 27;
    public const int InvalidNumber = 28;
    public const int NormalUnspecified = 31;
    public const int NoCircuit = 34;
    public const int NetworkOutOfOrder = 38;
    public const int TemporaryFailure = 41;
    public const int SwitchCongestion = 42;
    public const int ResourceUnavailable = 47;
    public const int BearerNotImplemented = 65;
    public const int TimerExpiry = 102;
    public const int ProtocolError = 111;
}
