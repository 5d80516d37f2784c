namespace Ponte.Simulator.Certificates;

/// <summary>The kind of key of a test certificate.</summary>
public enum KeyKind
{
    /// <summary>RSA of 2,048 bits: what Teams needs, since all its suites are RSA.</summary>
    Rsa2048,

    /// <summary>ECDSA on P-256: finds no common suite with Teams.</summary>
    EcdsaP256,
}
