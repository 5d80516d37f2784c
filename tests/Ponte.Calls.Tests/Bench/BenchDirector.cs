using Ponte.Calls.Model;
using Ponte.Calls.Routing;
using Ponte.Sip.Agent;
using Ponte.Sip.Authentication;
using Ponte.Sip.Messages;
using Ponte.Sip.Sdp.Negotiation;
using Ponte.Sip.Transports;

namespace Ponte.Calls.Tests.Bench;

/// <summary>A company of two carriers and Teams: calls of a carrier go to Teams, calls of Teams to the carriers in order.</summary>
internal sealed class BenchDirector : ICallDirector
{
    /// <summary>Channels taken and not given back, by line.</summary>
    public Dictionary<string, int> Taken { get; } = new(StringComparer.Ordinal);

    /// <summary>How often a channel was given back that was not taken: never.</summary>
    public int Faults { get; private set; }

    /// <summary>Lines that are full.</summary>
    public HashSet<string> Full { get; } = new(StringComparer.Ordinal);

    public LegProfile Carrier { get; set; } =
        new()
        {
            Media = new AudioCapabilities(),
            Session = new SessionSettings { Contact = "<sip:ponte@192.0.2.1:5060>", SessionTimer = null },
            FillSilence = true,
            SilenceTimeout = TimeSpan.FromSeconds(30),
        };

    public LegProfile Teams { get; set; } =
        new()
        {
            Media = new AudioCapabilities { Srtp = SrtpUse.Required, HoldStyle = HoldStyle.InactiveOnly },
            MediaAddressName = "teams",
            Session = new SessionSettings { Contact = "<sip:sbc.example.com:5061;transport=tls>", SessionTimer = null },
            EarlyMedia = EarlyMediaRule.RingbackUntilAudio,
            Reasons = ReasonDialect.Nicc,
        };

    /// <summary>The codecs of phones; null: those of the carrier.</summary>
    public AudioCapabilities? PhoneMedia { get; set; }

    /// <summary>A phone is like a carrier, but shows with whom it talks.</summary>
    private LegProfile Phone => Carrier with { ShowsPartner = true, Media = PhoneMedia ?? Carrier.Media };

    /// <summary>Changes the plan of the next calls.</summary>
    public Func<CallPlan, CallPlan> Change { get; set; } = plan => plan;

    /// <inheritdoc/>
    public bool EndsConferenceWithInitiator { get; set; }

    /// <summary>What is said of callers whom nobody knows.</summary>
    public Identification Unknown { get; set; } = Identification.Stranger;

    public Identification Identify(SipRequest invite, SipFlow flow) =>
        Origin(flow) is { } origin ? new Identification.Known(origin) : Unknown;

    public Party CallerOf(SipRequest invite, LegOrigin origin) => new(invite.From!.Uri!.User, $"Somebody of {origin.Name}");

    private LegOrigin? Origin(SipFlow flow) =>
        flow.Remote.Address.ToString() switch
        {
            "198.51.100.7" => new LegOrigin(LegKind.Line, "carrier", "198.51.100.7", Carrier),
            "198.51.100.8" => new LegOrigin(LegKind.Line, "second", "198.51.100.8", Carrier),
            "52.114.0.1" => new LegOrigin(LegKind.Teams, "teams", "52.114.0.1", Teams),
            "203.0.113.10" => new LegOrigin(LegKind.Phone, "201-desk", "203.0.113.10", Phone, User),
            _ => null,
        };

    /// <summary>What short codes do.</summary>
    public Dictionary<string, CallAction> Actions { get; } =
        new(StringComparer.Ordinal)
        {
            ["*8"] = new PickUp([User]),
            ["*9"] = new TakeOver(User),
            ["*70"] = new Park("1"),
            ["*71"] = new Retrieve("1"),
            ["*75"] = new Confer(User),
            ["*11"] = new Confirm(true),
        };

    /// <summary>Whose the phone is.</summary>
    public const string User = "mrossi";

    /// <summary>What the company waits for before it has a plan; null: it knows at once.</summary>
    public Func<CancellationToken, Task>? Thinking { get; set; }

    /// <summary>The calls that a plan was asked for.</summary>
    public List<IncomingCall> Asked { get; } = [];

    public async ValueTask<CallPlan> PlanAsync(IncomingCall call, CancellationToken cancellationToken)
    {
        Asked.Add(call);
        if (Thinking is { } thinking)
        {
            await thinking(cancellationToken);
        }
        var isFromTeams = call.Origin.Kind == LegKind.Teams;
        return Change(
            new CallPlan
            {
                Caller = new Party("+390299999999", "Ada"),
                Called = new Party(call.Invite.RequestUri!.User, ""),
                CallerChannel = Lease(call.Origin.Name),
                Action = Actions.GetValueOrDefault(call.Invite.RequestUri.User),
                Ring =
                    Actions.ContainsKey(call.Invite.RequestUri.User) ? null
                    : Known.Contains(call.Invite.RequestUri.User) ? RingStage.Of(Target(call.Invite.RequestUri.User))
                    : isFromTeams ? RingStage.Of(Target("carrier"), Target("second"))
                    : RingStage.Of(Target("teams")),
                RingTimeout = TimeSpan.FromSeconds(60),
                MaximumDuration = TimeSpan.FromMinutes(10),
            }
        );
    }

    /// <summary>The transfers that a plan was asked for.</summary>
    public List<TransferRequest> Transfers { get; } = [];

    /// <summary>Changes the plan of the next transfers.</summary>
    public Func<TransferRequest, CallPlan, CallPlan> ChangeTransfer { get; set; } = (_, plan) => plan;

    public async ValueTask<CallPlan> PlanTransferAsync(TransferRequest request, CancellationToken cancellationToken)
    {
        Transfers.Add(request);
        if (Thinking is { } thinking)
        {
            await thinking(cancellationToken);
        }
        var uri = request.ReferTo.Uri!;
        var isHub = uri.Host.Equals("sip.pstnhub.microsoft.com", StringComparison.Ordinal);
        var line = !isHub && Known.Contains(uri.User) ? uri.User : "teams";
        var number = request.Outside.Number.Length == 0 ? "anonymous" : request.Outside.Number;
        var target = Target(line, NameAddress.Format(request.Outside.Name, $"sip:{number}@sbc.example.com"));
        if (isHub)
        {
            target = target with
            {
                Invite = target.Invite with
                {
                    RequestUri = _ => request.ReferToText,
                    Headers = request.ReferredByText is { } by ? [new ExtraHeader("Referred-By", by)] : [],
                },
            };
        }
        return ChangeTransfer(
            request,
            new CallPlan
            {
                Caller = request.Outside,
                Called = new Party(uri.User, ""),
                Action = Actions.GetValueOrDefault(uri.User),
                Ring = Actions.ContainsKey(uri.User) ? null : RingStage.Of(target),
                RingTimeout = TimeSpan.FromSeconds(60),
            }
        );
    }

    public ReclaimedLeg Reclaim(LegKind kind, string name) => new(Lease(name), new Credentials("ponte", "secret"));

    /// <summary>Numbers by which the peers are called.</summary>
    private static readonly string[] Known = ["carrier", "second", "phone"];

    public LegTarget Target(string line, string from = "\"Ada\" <sip:+390299999999@sbc.example.com>")
    {
        var isTeams = line is "teams";
        var address = line switch
        {
            "teams" => "52.114.0.1",
            "carrier" => "198.51.100.7",
            "phone" => "203.0.113.10",
            _ => "198.51.100.8",
        };
        var hop = new DestinationHop(address, isTeams ? 5061 : 5060, isTeams ? TransportProtocol.Tls : TransportProtocol.Udp);
        return new LegTarget
        {
            Kind =
                isTeams ? LegKind.Teams
                : line is "phone" ? LegKind.Phone
                : LegKind.Line,
            Name = line is "phone" ? "201-desk" : line,
            User = line is "phone" or "teams" ? User : null,
            Peer = address,
            Profile =
                isTeams ? Teams
                : line is "phone" ? Phone
                : Carrier,
            TakeChannel = () => Full.Contains(line) ? null : Lease(line),
            Invite = new OutgoingInvite
            {
                Destination = Destination.To(hop),
                RequestUri = h => $"sip:+390212345678@{h}",
                From = from,
                To = $"<sip:+390212345678@{address}>",
                Settings = isTeams ? Teams.Session : Carrier.Session,
                Sdp = default,
            },
        };
    }

    private ChannelLease Lease(string line)
    {
        Taken[line] = Taken.GetValueOrDefault(line) + 1;
        return new ChannelLease(() =>
        {
            Taken[line]--;
            Faults += Taken[line] < 0 ? 1 : 0;
        });
    }
}
