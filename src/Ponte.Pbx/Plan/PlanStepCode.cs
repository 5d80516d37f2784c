namespace Ponte.Pbx.Plan;

/// <summary>What a <see cref="PlanStep"/> says; in brackets its values.</summary>
public enum PlanStepCode
{
    /// <summary>The caller is a user [name, line or phone].</summary>
    CallerUser,

    /// <summary>The caller is none of the company's users [number, line].</summary>
    CallerOther,

    /// <summary>The caller withholds the number [line].</summary>
    CallerAnonymous,

    /// <summary>The caller is blocked [number, entry].</summary>
    CallerBlocked,

    /// <summary>The call was forwarded by somebody before it came here [who].</summary>
    ForwardedBefore,

    /// <summary>What was dialled is no number [text].</summary>
    NotReadable,

    /// <summary>An emergency number: goes first [number].</summary>
    IsEmergency,

    /// <summary>A short code [function, code].</summary>
    IsShortCode,

    /// <summary>An extension of a user [number, user].</summary>
    IsExtension,

    /// <summary>A direct number of a user [number, user].</summary>
    IsDirectNumber,

    /// <summary>In the range of a carrier's line, and nobody's [number, line].</summary>
    IsUnassigned,

    /// <summary>A number of an exchange [number, line, prefix or range].</summary>
    IsOfExchange,

    /// <summary>A service number of the public network [number].</summary>
    IsService,

    /// <summary>A number outside [number].</summary>
    IsOutside,

    /// <summary>Nobody's number [number].</summary>
    IsUnknown,

    /// <summary>The category [category].</summary>
    Category,

    /// <summary>The class of service allows it [class].</summary>
    ClassAllows,

    /// <summary>The class of service forbids it [class].</summary>
    ClassForbids,

    /// <summary>A list of the class allows it [class, prefix].</summary>
    ListAllows,

    /// <summary>A list of the class forbids it [class, prefix].</summary>
    ListForbids,

    /// <summary>Nobody may call it [prefix].</summary>
    NumberBlocked,

    /// <summary>Callers from carriers never leave by a carrier.</summary>
    CarrierToCarrier,

    /// <summary>A line that is tried [position, line, prefix or range, cost].</summary>
    LineTried,

    /// <summary>A line is down and is tried last [line].</summary>
    LineDown,

    /// <summary>The call came from the line and does not go back [line].</summary>
    LineIsOrigin,

    /// <summary>No line takes the number.</summary>
    NoLine,

    /// <summary>The caller number on a line [line, number].</summary>
    CallerIdOut,

    /// <summary>The caller number is withheld on a line [line].</summary>
    CallerIdHidden,

    /// <summary>Do not disturb [user].</summary>
    DoNotDisturb,

    /// <summary>In a call, and without call waiting [user].</summary>
    InCall,

    /// <summary>A forward of every call [user, target].</summary>
    ForwardsAlways,

    /// <summary>A forward when busy or declined [user, target].</summary>
    ForwardsBusy,

    /// <summary>A forward when nobody answers [user, target, time].</summary>
    ForwardsNoAnswer,

    /// <summary>A forward when nothing can be reached [user, target].</summary>
    ForwardsUnreachable,

    /// <summary>A forward leads back to who forwarded [user].</summary>
    ForwardLoops,

    /// <summary>Too many forwards one after the other [limit].</summary>
    ForwardsTooMany,

    /// <summary>A forward is not made, its target cannot be called by the user [user, target].</summary>
    ForwardImpossible,

    /// <summary>The target of a forward calls who set it, and is put through [user].</summary>
    ForwardTargetCalls,

    /// <summary>Teams rings [user, delay].</summary>
    RingsTeams,

    /// <summary>Teams voicemail takes the call [user].</summary>
    RingsVoicemail,

    /// <summary>A device rings [device, delay].</summary>
    RingsDevice,

    /// <summary>A device is not registered [device].</summary>
    NotRegistered,

    /// <summary>A place does not ring at this time [place, calendar].</summary>
    OutsideHours,

    /// <summary>The caller's own place does not ring [place].</summary>
    OwnPlace,

    /// <summary>Teams cannot be reached [line].</summary>
    TeamsDown,

    /// <summary>Teams is tried although its hubs seem to be down, because there is nothing else [user].</summary>
    TeamsTriedAllTheSame,

    /// <summary>The call comes from the user's own Teams, which does not ring again [user].</summary>
    TeamsForwardedBack,

    /// <summary>How long it rings [time].</summary>
    RingTime,

    /// <summary>Nothing of the user can be reached [user].</summary>
    NobodyThere,

    /// <summary>The call goes round in a circle.</summary>
    Loops,

    /// <summary>A short code does something [function, argument].</summary>
    CodeDoes,

    /// <summary>What follows a short code makes no sense [function, argument].</summary>
    CodeArgument,

    /// <summary>The caller is called back when a user is free [user].</summary>
    CallBackOf,

    /// <summary>The caller's last call met no user of the company who was busy or did not answer.</summary>
    CallBackOfNobody,

    /// <summary>The caller waits for nobody any more, or not for a user [user].</summary>
    CallBackOff,

    /// <summary>The PIN is a user's, whose rights count [user].</summary>
    PinOf,

    /// <summary>The PIN is nobody's.</summary>
    PinWrong,

    /// <summary>A number that leads to a flow [number, flow].</summary>
    IsFlow,

    /// <summary>A number that leads to a room [number, room].</summary>
    IsRoom,

    /// <summary>Teams rings alone, as the user wants it [user].</summary>
    TwinOff,

    /// <summary>A number of a mailbox [number, box].</summary>
    IsMailbox,

    /// <summary>A box takes a message [box].</summary>
    BoxTakes,

    /// <summary>The caller listens to a box [box]; empty where the caller says which.</summary>
    ListensTo,
}
