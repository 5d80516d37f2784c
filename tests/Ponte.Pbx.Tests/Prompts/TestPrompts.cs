using Microsoft.Extensions.Logging.Abstractions;
using Ponte.Pbx.Prompts;

namespace Ponte.Pbx.Tests.Prompts;

/// <summary>Prompts of companies whose flows nobody hears.</summary>
internal static class TestPrompts
{
    public static PromptFiles None => new("/nonexistent", null, NullLogger.Instance);
}
