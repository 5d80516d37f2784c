using System.Collections.Immutable;
using Ponte.Pbx.Doctor;

namespace Ponte.Server.Api.Contracts;

/// <summary>What the doctor found.</summary>
/// <param name="At">When; UTC.</param>
/// <param name="Findings">The findings in the order in which they are mended.</param>
internal sealed record DoctorReply(DateTimeOffset At, ImmutableArray<Finding> Findings);
