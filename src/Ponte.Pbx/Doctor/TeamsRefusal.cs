namespace Ponte.Pbx.Doctor;

/// <summary>A call that Microsoft refused.</summary>
/// <param name="Number">The number that was called.</param>
/// <param name="Status">The final status.</param>
/// <param name="Text">What Microsoft said with it.</param>
public sealed record TeamsRefusal(string Number, int Status, string Text);
