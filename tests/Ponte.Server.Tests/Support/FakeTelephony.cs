using System.Collections.Immutable;
using System.Net;
using System.Net.WebSockets;
using Ponte.Calls.Model;
using Ponte.Pbx.Directories;
using Ponte.Pbx.Doctor;
using Ponte.Pbx.Document;
using Ponte.Pbx.Plan;
using Ponte.Pbx.Routing;
using Ponte.Server.Api.Contracts;
using Ponte.Server.Hosting;

namespace Ponte.Server.Tests.Support;

/// <summary>Telephony that only notes what it was told.</summary>
internal sealed class FakeTelephony(TelephonyContext context) : ITelephony
{
    public TelephonyContext Context { get; } = context;

    public List<CompanyDocument> Applied { get; } = [];

    public List<CallId> HungUp { get; } = [];

    public ImmutableArray<LineStatus> LineStatus { get; set; } = [];

    public StartException? StartFailure { get; set; }

    public bool IsStopped { get; private set; }

    public Task StartAsync(CancellationToken cancellationToken) =>
        StartFailure is null ? Task.CompletedTask : Task.FromException(StartFailure);

    public void Apply(CompanyDocument document) => Applied.Add(document);

    public ImmutableArray<LineStatus> Lines() => LineStatus;

    public ImmutableArray<PhoneStatus> PhoneStatus { get; set; } = [];

    public ImmutableArray<PhoneStatus> Phones() => PhoneStatus;

    public ImmutableArray<DirectoryStatus> DirectoryStatus { get; set; } = [];

    public ImmutableArray<DirectoryStatus> Directories() => DirectoryStatus;

    public ValueTask<DirectoryEntry?> FindNameAsync(string number, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Context.Books["suppliers"].Find(number) is { } name ? new DirectoryEntry(number, name, "suppliers") : null);

    public MediaStatus Media() => new("in-process", HealthState.Up, "");

    public Examination? Examination { get; set; }

    public Task<Examination?> ExamineAsync(CancellationToken cancellationToken) => Task.FromResult(Examination);

    public Func<RouteQuery, PlanDecision?> OnExplain { get; set; } = _ => null;

    public PlanDecision? Explain(RouteQuery query) => OnExplain(query);

    /// <summary>Who was to call whom; <c>nobody</c> is no user, <c>busy</c> gets no call.</summary>
    public List<(string User, string Number)> DialledNumbers { get; } = [];

    public Dialled Dial(string user, string number)
    {
        DialledNumbers.Add((user, number));
        return new Dialled(user is not "nobody", user is "mrossi" ? new CallId("01J0CALL") : null);
    }

    public bool HangUp(CallId call)
    {
        HungUp.Add(call);
        return true;
    }

    /// <summary>What is done with a phone's WebSocket.</summary>
    public Func<WebSocket, IPEndPoint, bool, Task> OnWebSocket { get; set; } = (_, _, _) => Task.CompletedTask;

    public Task ServeWebSocketAsync(WebSocket socket, IPEndPoint local, IPEndPoint remote, bool isSecure) =>
        OnWebSocket(socket, remote, isSecure);

    public Task StopAsync(CancellationToken cancellationToken)
    {
        IsStopped = true;
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Parties of conferences that were muted or removed.</summary>
    public List<(CallId Call, LegId Leg, Ponte.Calls.Routing.ConferenceOrder Order)> Conferred { get; } = [];

    public bool Confer(CallId call, LegId leg, Ponte.Calls.Routing.ConferenceOrder order)
    {
        Conferred.Add((call, leg, order));
        return leg.Number != 99;
    }

    /// <summary>Calls that were to be supervised, and what becomes of it.</summary>
    public List<SupervisionOrder> SupervisionOrders { get; } = [];

    public Supervised SupervisedAs { get; set; }

    public Supervised Supervise(SupervisionOrder order)
    {
        SupervisionOrders.Add(order);
        return SupervisedAs;
    }

    public bool EndSupervision(CallId call) => SupervisionOrders.RemoveAll(o => o.Call == call) > 0;

    /// <inheritdoc/>
    public bool Record(CallId call, Ponte.Calls.Routing.RecordingWish wish) => false;
}
