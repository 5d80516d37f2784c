using Microsoft.Extensions.Logging;
using Ponte.Sip.Agent;
using Ponte.Sip.Resolution;

namespace Ponte.Pbx.Lines;

/// <summary>What lines are watched and registered with.</summary>
/// <param name="Endpoint">Sends OPTIONS and REGISTER.</param>
/// <param name="Resolver">Looks the names of peers up.</param>
/// <param name="Time">The clock of the intervals.</param>
/// <param name="Jitter">Numbers from 0 to below 1 that spread retries.</param>
/// <param name="Log">Told of each change of health.</param>
public sealed record MonitorTools(SipEndpoint Endpoint, SipResolver Resolver, TimeProvider Time, Func<double> Jitter, ILogger Log);
