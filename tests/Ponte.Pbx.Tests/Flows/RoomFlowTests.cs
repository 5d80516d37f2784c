namespace Ponte.Pbx.Tests.Flows;

/// <summary>A caller at the door of a conference room.</summary>
public sealed class RoomFlowTests
{
    private const string Ask = "it:Digitare il codice della conferenza, seguito dal cancelletto.";
    private const string Wrong = "it:Il codice non è corretto.";
    private const string Goodbye = "it:Grazie per aver chiamato. Arrivederci.";
    private const string Full = "it:La conferenza è al completo.";

    private static readonly string Flow =
        "rooms: { sales: { name: Sales, pin: \"1234\", hostPin: \"98765\" }, open: { name: Open }, english: { name: E, hostPin: \"1111\", language: en } }\n"
        + "flows: { a: [ { room: ROOM, busy: { user: mrossi }, wrong: { hangUp: busy } } ] }";

    [Theory]
    [InlineData("sales", "1234#", $"{Ask} | > 1234# | room sales")]
    [InlineData("sales", "1234", $"{Ask} | > 1234 | room sales")] // a pause does for the hash
    [InlineData("sales", "98765#", $"{Ask} | > 98765# | room sales")]
    [InlineData("sales", "", $"{Ask} | Waits")]
    [InlineData("sales", "4321#,1234#", $"{Ask} | > 4321# | {Wrong} | {Ask} | > 1234# | room sales")]
    [InlineData(
        "sales",
        "4321#,,12345#",
        $"{Ask} | > 4321# | {Wrong} | {Ask} | >  | {Wrong} | {Ask} | > 12345# | {Wrong} | {Goodbye} | HangsUp busy"
    )]
    [InlineData("sales", "1234#,busy", $"{Ask} | > 1234# | room sales | Failed busy | {Full} | user mrossi")]
    [InlineData("open", "busy", $"room open | Failed busy | {Full} | user mrossi")]
    [InlineData("english", "#", "en:Please enter the conference code, followed by hash. | > # | room english")] // all but the host need none
    public void The_PIN_is_asked_for_three_times_and_who_is_not_let_in_hears_why(string room, string keys, string expected) =>
        new FlowBench(Flow.Replace("ROOM", room, StringComparison.Ordinal)).Try(keys).Should().Be(expected);
}
