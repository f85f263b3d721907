/**
 * The 22 networks of "MLPs and CNN for image classification" (A. Koutsomarkos and I. Lakkas, Athens
 * University of Economics and Business, 2023) on Fashion-MNIST, and the settings they were trained
 * with. Layer names are the paper's (Fig. 47).
 */
package io.atelier.models.fashion;
