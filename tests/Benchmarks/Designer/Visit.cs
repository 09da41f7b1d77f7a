namespace Pipeline.Benchmarks.Designer;

/// <summary>What one visit of a page took.</summary>
/// <param name="Ready">Milliseconds from the navigation until the screen can be used.</param>
/// <param name="Requests">Requests that went over the wire.</param>
/// <param name="Bytes">What came over the wire, headers included.</param>
/// <param name="Answer">Milliseconds from the navigation until the page itself was there.</param>
internal sealed record Visit(double Ready, int Requests, long Bytes, double Answer);

/// <summary>What one visit of the editor took.</summary>
/// <param name="Visit">Until every activity was drawn.</param>
/// <param name="Settling">Milliseconds from then until the browser had nothing more to do.</param>
/// <param name="Pan">The longest time that the page did not answer while the canvas was dragged, in milliseconds; 0 if it always did within 50.</param>
/// <param name="Zoom">The same while it was zoomed.</param>
/// <param name="Select">The same while an activity was selected and its inputs came up.</param>
internal sealed record EditorVisit(Visit Visit, double Settling, double Pan, double Zoom, double Select);
