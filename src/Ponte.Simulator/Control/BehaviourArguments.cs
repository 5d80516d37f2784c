using Ponte.Simulator.Calls;
using Ponte.Sip.Messages;

namespace Ponte.Simulator.Control;

/// <summary>The arguments that say what a telephone does with calls.</summary>
internal static class BehaviourArguments
{
    /// <summary>Their names.</summary>
    public const string Names = "rings, answerAfter, tone, earlyTone, hangUpAfter, status";

    /// <summary>Reads them.</summary>
    /// <exception cref="ControlException">One has a value that makes no sense.</exception>
    public static PartyBehaviour Behaviour(this ControlArguments arguments) =>
        new()
        {
            Rings = arguments.Flag("rings", true),
            AnswerAfter = arguments.OptionalSeconds("answerAfter"),
            Frequency = arguments.OptionalNumber("tone") ?? 0,
            EarlyFrequency = arguments.OptionalNumber("earlyTone"),
            HangUpAfter = arguments.OptionalSeconds("hangUpAfter"),
            Refusal = arguments.OptionalNumber("status") is { } status
                ? new CallRefusal(
                    status is >= 300 and < 700 ? status : throw new ControlException($"{status} refuses nothing."),
                    ReasonPhrases.For(status)
                )
                : null,
        };
}
