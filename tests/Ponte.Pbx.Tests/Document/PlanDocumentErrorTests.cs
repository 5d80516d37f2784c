using Ponte.Pbx.Document;

namespace Ponte.Pbx.Tests.Document;

/// <summary>What is wrong with phones, forwards, classes and codes, each from the smallest document that has it.</summary>
public sealed class PlanDocumentErrorTests
{
    private const string Company = "company: { name: Rossi, country: IT }\n";
    private const string User = Company + "users:\n  mrossi:\n    name: Mario\n    extension: \"201\"\n";

    [Theory]
    // devices
    [InlineData(
        User + "    devices: { desk: {} }",
        "users.mrossi.devices.desk.password (line 6, column 22): is missing; give env:NAME, file:PATH or the password itself"
    )]
    [InlineData(
        User + "    devices: { desk: { password: short } }",
        "users.mrossi.devices.desk.password (line 6, column 34): is too short; give at least 8 characters, or env:NAME or file:PATH"
    )]
    [InlineData(
        User + "    devices: { desk: { password: mrossi201 } }",
        "users.mrossi.devices.desk.password (line 6, column 34): is little more than the user's name or number, which scanners try first; give one that cannot be guessed"
    )]
    [InlineData(
        User + "    devices: { desk: { password: aaaaabbbbb } }",
        "users.mrossi.devices.desk.password (line 6, column 34): repeats itself, which scanners try first; give one that cannot be guessed"
    )]
    [InlineData(
        User + "    devices: { \"my desk\": { password: env:A } }",
        "users.mrossi.devices.my desk (line 6, column 16): my desk is no name of a device; give 1 to 20 small letters, digits or hyphens, a letter or digit first"
    )]
    [InlineData(
        User + "    devices: { desk: { password: env:A, strp: off } }",
        "users.mrossi.devices.desk.strp (line 6, column 41): strp is not known here; did you mean srtp?"
    )]
    [InlineData(
        User + "    devices: { desk: { password: env:A, delay: 2m } }",
        "users.mrossi.devices.desk.delay (line 6, column 48): 2m is above 1m; give 1s to 1m, for instance 5s"
    )]
    [InlineData(
        User + "    devices: { a: { password: env:A } }\n  \"201\": { name: V, devices: { a: { password: env:B } } }",
        "users.201.devices (line 7, column 30): 201-a belongs to users.mrossi already; give it once"
    )]
    // twin, forward
    [InlineData(
        User + "    twin: { ringTime: 2s }",
        "users.mrossi.twin.ringTime (line 6, column 23): 2s is below 5s; give 5s to 3m, for instance 20s"
    )]
    [InlineData(
        User + "    forward: { always: nobody }",
        "users.mrossi.forward.always (line 6, column 24): nobody is no number; give one as the user would dial it, in quotes, or voicemail"
    )]
    [InlineData(
        User + "    forward: { busy: voicemail }",
        "users.mrossi.forward.busy (line 6, column 22): voicemail is neither here nor in Teams for this user; give the user voicemail: {}, or a number"
    )]
    [InlineData(
        User + "    forward: { always: \"201\" }",
        "users.mrossi.forward.always (line 6, column 24): 201 is the user's own number; give another one"
    )]
    [InlineData(
        User + "    forward: { noAnswer: { after: 10s } }",
        "users.mrossi.forward.noAnswer.to (line 6, column 26): is missing; give a number, or voicemail"
    )]
    // rights
    [InlineData(
        User + "    class: nationl",
        "users.mrossi.class (line 6, column 12): nationl is no class of service; did you mean national?"
    )]
    [InlineData(
        User + "    callerId: none",
        "users.mrossi.callerId (line 6, column 15): none is no caller number; give + and 7 to 15 digits in quotes, or anonymous"
    )]
    [InlineData(User + "    pin: \"12\"", "users.mrossi.pin (line 6, column 10): is no PIN; give 4 to 12 digits in quotes")]
    [InlineData(
        User + "    pin: \"1234\"\n  verdi: { name: V, pin: \"1234\" }",
        "users.verdi.pin (line 7, column 26): is another user's PIN too; give each user a PIN of its own"
    )]
    [InlineData(
        Company + "users: { m: { name: M, extension: \"118\" } }",
        "users.m.extension (line 2, column 35): 118 is an emergency number; give another one"
    )]
    [InlineData(
        User + "numbers: { \"115\": { user: mrossi } }",
        "numbers.115 (line 6, column 12): 115 is an emergency number; give another one"
    )]
    [InlineData(
        User + "emergency: { numbers: [\"201\"] }",
        "users.mrossi.extension (line 5, column 16): 201 is an emergency number; give another one"
    )]
    // classes, blocked, emergency
    [InlineData(
        Company + "classes: { national: { upTo: local } }",
        "classes.national (line 2, column 12): national is a class that is always there; give another name"
    )]
    [InlineData(
        Company + "classes: { floor: { upTo: everything, deny: [x] } }",
        "classes.floor.upTo (line 2, column 27): everything is none of internal, local, national, mobile, international, premium",
        "classes.floor.deny[0] (line 2, column 46): x is no beginning of a number; give + and a country code, or the first digits of short numbers, in quotes"
    )]
    [InlineData(
        Company + "emergency: { lines: [carier] }",
        "emergency.lines[0] (line 2, column 22): carier is no carrier or exchange; give one of "
    )]
    [InlineData(Company + "blocked: { anonymous: maybe }", "blocked.anonymous (line 2, column 23): maybe is neither true nor false")]
    // short codes
    [InlineData(
        Company + "shortCodes: { park: \"*7\" }",
        "shortCodes.retrieve (line 2, column 13): *71 begins like *7 of shortCodes.park; give another code",
        "shortCodes.takeOver (line 2, column 13): *72 begins like *7 of shortCodes.park; give another code",
        "shortCodes.confer (line 2, column 13): *75 begins like *7 of shortCodes.park; give another code"
    )]
    [InlineData(
        Company + "shortCodes: { doNotDisturb: \"26\" }",
        "shortCodes.doNotDisturb[0] (line 2, column 29): 26 begins not with *; give one that does, because # in its place switches off"
    )]
    [InlineData(
        Company + "shortCodes: { park: a }",
        "shortCodes.park[0] (line 2, column 21): a is no short code; give 2 to 6 digits, * and # in quotes: \"*72\""
    )]
    [InlineData(
        User + "shortCodes: { park: \"20\" }",
        "shortCodes.park (line 6, column 21): 20 begins like 201 of users.mrossi; give another code"
    )]
    [InlineData(
        Company + "shortCodes: { park: \"11\" }",
        "shortCodes.park (line 2, column 21): 11 begins like the emergency number 112; give another code"
    )]
    [InlineData(
        Company + "lines: { a: { kind: pbx, peers: [\"sip:a\"], range: \"300-399\" } }\nshortCodes: { park: \"30\" }",
        "shortCodes.park (line 3, column 21): 30 begins like 300 of lines.a.range; give another code"
    )]
    // lines
    [InlineData(
        Company + "lines: { a: { kind: pbx, peers: [\"sip:a\"], range: \"399-300\" } }",
        "lines.a.range[0] (line 2, column 51): 399-300 is no range of numbers; give FIRST-LAST of equal length, for instance \"+390212345600-+390212345699\" or \"300-399\""
    )]
    [InlineData(
        Company + "lines: { a: { kind: carrier, peers: [\"sip:a\"], cost: { x: 1 } } }",
        "lines.a.cost.x (line 2, column 56): x is no beginning of a number; give + and a country code, or the first digits of short numbers, in quotes"
    )]
    [InlineData(
        Company + "lines: { a: { kind: carrier, peers: [\"sip:a\"], cost: cheap } }",
        "lines.a.cost (line 2, column 54): cheap is no whole number; give a whole number, or numbers by prefix: { \"+39\": 1, \"+393\": 4 }"
    )]
    [InlineData(
        Company + "lines: { a: { kind: pbx, accept: { user: a, password: tooshort, pasword: x } } }",
        "lines.a.accept.pasword (line 2, column 65): pasword is not known here; did you mean password?"
    )]
    [InlineData(
        Company + "lines: { a: { kind: pbx, accept: { user: pbx, password: short } } }",
        "lines.a.accept.password (line 2, column 57): is too short; give at least 8 characters, or env:NAME or file:PATH"
    )]
    [InlineData(
        Company + "lines: { a: { kind: pbx, peers: [\"sip:a\"], class: x-y-z } }",
        "lines.a.class (line 2, column 51): x-y-z is no class of service; give one of internal, local, national, mobile, international, premium"
    )]
    public void A_wrong_document_is_answered_with_its_errors(string text, params string[] expected)
    {
        var result = DocumentText.Read(text);

        result.Errors.Select(e => e.ToString()).Should().Equal(expected);
        result.Document.Should().BeNull();
    }

    [Fact]
    public void A_device_password_appears_in_no_error()
    {
        foreach (var password in new[] { "x-201x", "\"201-desk\"", "'hunter2'" })
        {
            var errors = DocumentText.Read(User + $"    devices: {{ desk: {{ password: {password} }} }}").Errors;

            errors.Should().ContainSingle().Which.Message.Should().NotContain(password.Trim('"', '\''));
        }
    }
}
