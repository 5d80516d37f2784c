using Microsoft.Extensions.Logging.Abstractions;
using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Pbx.Calendars;
using Ponte.Pbx.CallBacks;
using Ponte.Pbx.Company;
using Ponte.Pbx.Document;
using Ponte.Pbx.Lamps;
using Ponte.Pbx.Lines;
using Ponte.Pbx.People;
using Ponte.Pbx.Phones;
using Ponte.Pbx.Routing;
using Ponte.Pbx.Tests.Calendars;
using Ponte.Pbx.Tests.CallBacks;
using Ponte.Pbx.Tests.Flows;
using Ponte.Pbx.Tests.People;
using Ponte.Pbx.Tests.Phones;
using Ponte.Pbx.Tests.Plan;
using Ponte.Pbx.Tests.Prompts;
using Ponte.Pbx.Tests.Voicemail;
using Ponte.Sip.Messages;
using Ponte.Sip.Transports;
using Ponte.TestKit;

namespace Ponte.Pbx.Tests.Routing;

/// <summary>The real director with the company of <see cref="PlanBench"/>.</summary>
internal sealed class DirectorBench : IDisposable
{
    private const string Microsoft = "sip.pstnhub.microsoft.com";
    private readonly PhoneServices _phones;

    public DirectorBench(string text = PlanBench.Text, bool isStoreBroken = false)
    {
        var company = new CompanyInForce();
        var result = DocumentText.Read(text);
        result.Errors.Should().BeEmpty();
        company.Apply(result.Document!);
        Lines = new LineBook(Time);
        _phones = new PhoneServices(new PhoneSettings(), new MemoryStore(), _ => false, Time, NullLogger.Instance);
        People = new PersonBook(new MemoryPersonStore { IsBroken = isStoreBroken });
        Missed = new MissedCalls(Lamps, number => company.Snapshot?.UserOf(number)?.Id);
        CallBacks = MemoryCallBackStore.Service(Lamps, Time);
        Director = new CallDirector(
            new DirectorServices
            {
                Company = company,
                Lines = Lines,
                Settings = new PbxSettings
                {
                    Listeners = [new LocalAddress(TransportProtocol.Udp, "192.0.2.1", 5060)],
                    Secret = s => s.Resolve(_ => null, _ => null),
                },
                Phones = _phones,
                People = People,
                Lamps = Lamps,
                CallBacks = CallBacks,
                Missed = Missed,
                Switches = new SwitchBook(new MemorySwitchStore()),
                Prompts = TestPrompts.None,
                Lookups = new TestLookups(),
                Voicemail = new MemoryVoicemail(),
                Mail = new MemoryOutbox(),
                Directory = new TestDirectory(),
                Time = Time,
            }
        );
    }

    public CallDirector Director { get; }

    public VirtualTime Time { get; } = new();

    public LineBook Lines { get; }

    public LampBoard Lamps { get; } = new();

    public PersonBook People { get; }

    public MissedCalls Missed { get; }

    public CallBackService CallBacks { get; }

    public CallPlan FromCarrier(string requestUri, params string[] headers) =>
        Plan(Invites.To(requestUri, "\"Ada\" <sip:0612345678@198.51.100.7>", headers), Invites.Udp("198.51.100.7:5060"));

    public CallPlan FromTeams(string number, string from, params string[] headers) =>
        Plan(
            Invites.To($"sip:{number}@sbc.example.com:5061;user=phone", $"<sip:{from}@{Microsoft}>", headers),
            Invites.Tls("52.114.7.7:50000", Microsoft)
        );

    public CallPlan FromPhone(string login, string dialled)
    {
        var origin = new LegOrigin(LegKind.Phone, login, "", null!, User(login));
        return Plan(Invites.To($"sip:{dialled}@192.0.2.1", $"<sip:{login}@192.0.2.1>"), origin);
    }

    public void Set(string user, ShortCodeFunction function, string target) =>
        Done(People.ChangeAsync(new PersonChange(user, function, target, IsOn: true), CancellationToken.None));

    /// <summary>A device is registered here, at one or more addresses.</summary>
    public void Register(string login, params string[] addresses) =>
        _phones.Book.Restore(
            login,
            [.. addresses.DefaultIfEmpty("192.0.2.70").Select(a => Binding(login, a, _phones.Moment.Utc))],
            _phones.Moment
        );

    public void Dispose()
    {
        People.Dispose();
        _phones.Dispose();
    }

    private static StoredBinding Binding(string login, string address, DateTimeOffset now) =>
        new()
        {
            Contact = $"sip:{login}@{address}",
            Source = $"{address}:5060",
            LocalHost = "192.0.2.1",
            LocalPort = 5060,
            CallId = address,
            CSeq = 1,
            Expires = now + TimeSpan.FromHours(1),
        };

    private static string User(string login) =>
        new PlanBench().Company.Document.Users.First(u => u.Devices.Any(d => d.Login.Equals(login, StringComparison.Ordinal))).Id;

    private CallPlan Plan(SipRequest invite, SipFlow flow) => Plan(invite, ((Identification.Known)Director.Identify(invite, flow)).Origin);

    private CallPlan Plan(SipRequest invite, LegOrigin origin) =>
        Done(Director.PlanAsync(new IncomingCall(new CallId("1"), DateTimeOffset.UnixEpoch, origin, invite), CancellationToken.None));

    private static T Done<T>(ValueTask<T> value)
    {
        var task = value.AsTask();
        task.IsCompletedSuccessfully.Should().BeTrue("nobody else is asked");
#pragma warning disable VSTHRD002 // The task is complete: nothing is waited for.
        return task.GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
    }
}
