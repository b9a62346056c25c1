// The demonstration protects nothing: its screens say the one PIN of all its supervisors.
export const DEMO_PIN = '1234'
