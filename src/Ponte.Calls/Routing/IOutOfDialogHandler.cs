using Ponte.Sip.Agent;

namespace Ponte.Calls.Routing;

/// <summary>Answers requests that belong to no call: OPTIONS, REGISTER … Called on the loop; it must not block.</summary>
public interface IOutOfDialogHandler
{
    /// <summary>Answers the request.</summary>
    void OnRequest(IncomingRequest request);
}
