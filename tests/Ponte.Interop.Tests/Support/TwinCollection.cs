namespace Ponte.Interop.Tests.Support;

/// <summary>The tests of Twin share a company.</summary>
[CollectionDefinition(Name)]
public sealed class TwinCollection : ICollectionFixture<Company>
{
    /// <summary>Its name.</summary>
    public const string Name = "Twin";
}
