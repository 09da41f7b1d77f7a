namespace Elsa.Workflows.Models;

/// <summary>Describes an output of an activity type.</summary>
public class OutputDescriptor : PropertyDescriptor;
