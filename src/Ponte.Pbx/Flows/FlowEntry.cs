using System.Text;

namespace Ponte.Pbx.Flows;

/// <summary>What a caller entered in a step until now.</summary>
internal sealed class FlowEntry
{
    /// <summary>The digits.</summary>
    public StringBuilder Digits { get; } = new();

    /// <summary>How often nothing, or nothing of use, was entered.</summary>
    public int Failures { get; set; }
}
