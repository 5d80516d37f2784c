using Ponte.Calls.Events;
using Ponte.Calls.Model;
using Ponte.Pbx.Lamps;

namespace Ponte.Pbx.CallBacks;

/// <summary>Each user's last call, where it met a user of the company who was busy or did not answer. Made from the calls' events; from any thread.</summary>
/// <param name="lamps">Who is in which call. It gets the events before this.</param>
/// <param name="userOf">The key of the user whose number it is; null where it is nobody's.</param>
public sealed class MissedCalls(LampBoard lamps, Func<string, string?> userOf) : ICallEventSink
{
    private readonly Lock _lock = new();

    /// <summary>Guarded by <see cref="_lock"/>.</summary>
    private readonly Dictionary<CallId, Course> _calls = [];

    /// <summary>Guarded by <see cref="_lock"/>.</summary>
    private readonly Dictionary<string, MissedCall> _last = new(StringComparer.Ordinal);

    /// <summary>The last call of a user; null where it went well, was for nobody of the company, or was none.</summary>
    public MissedCall? LastOf(string user)
    {
        lock (_lock)
        {
            return _last.GetValueOrDefault(user);
        }
    }

    /// <inheritdoc/>
    public void Publish(CallEvent callEvent)
    {
        lock (_lock)
        {
            switch (callEvent)
            {
                case CallStarted started:
                    _calls[started.Call] = new Course { Called = started.Called.Number };
                    break;
                case CallEnded ended when _calls.Remove(ended.Call, out var course):
                    End(course, ended);
                    break;
                case LegStarted or LegRinging or LegEarlyMedia or LegsBridged when _calls.TryGetValue(callEvent.Call, out var course):
                    course.Apply(callEvent);
                    break;
            }
        }
    }

    /// <summary>Guarded by <see cref="_lock"/>.</summary>
    private void End(Course course, CallEnded ended)
    {
        if (course.Caller is not { } caller)
        {
            return;
        }
        if (course.IsMissed(ended.End.Cause) && userOf(course.Called) is { } wanted && !wanted.Equals(caller, StringComparison.Ordinal))
        {
            var wasBusy = lamps.Of(wanted).Any(d => d.Call != ended.Call);
            _last[caller] = new MissedCall(wanted, course.Called, ended.At, wasBusy);
        }
        else if (course.HasCalled)
        {
            _last.Remove(caller);
        }
    }

    /// <summary>What is known of a call while it goes on.</summary>
    private sealed class Course
    {
        private bool _hasRung;
        private bool _isAnswered;

        public required string Called { get; init; }

        /// <summary>The user who calls.</summary>
        public string? Caller { get; private set; }

        /// <summary>Whether somebody was called. A short code calls nobody.</summary>
        public bool HasCalled { get; private set; }

        public void Apply(CallEvent callEvent)
        {
            switch (callEvent)
            {
                case LegStarted { IsIncoming: true } or LegStarted { IsFirst: true }:
                    Caller ??= ((LegStarted)callEvent).User;
                    break;
                case LegStarted:
                    HasCalled = true;
                    break;
                case LegsBridged:
                    _isAnswered = true;
                    break;
                default:
                    _hasRung = true;
                    break;
            }
        }

        /// <summary>Who gives up before anything rang has not waited for anybody.</summary>
        public bool IsMissed(EndCause cause) =>
            !_isAnswered && (cause is EndCause.Busy or EndCause.NoAnswer || (cause == EndCause.Abandoned && _hasRung && HasCalled));
    }
}
